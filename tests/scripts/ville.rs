//! "Ville's path" (PRO SOS 26.11.2018), from the notification to the updated plan, by keyboard alone in each language,
//! with every date of the clock on the way. Ville is as invented as he is there.

use chrono::NaiveDate;
use rinnalla::domain::dates::show_date;
use rinnalla::domain::keyed::Keyed;
use rinnalla::domain::lang::Lang;
use rinnalla::domain::path::Stage;
use rinnalla::text::Words;

use crate::driver::{Content, Driver};

struct Way {
    driver: Driver,
    words: Words,
    today: NaiveDate,
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

impl Way {
    /// Another day, and what the clock says on it; every day that lies ahead stands on the card as well.
    fn on(&mut self, today: &str, clock: &[(&str, &str)]) {
        self.today = day(today);
        self.driver.new_day(self.today);
        self.says(clock);
    }

    fn says(&mut self, clock: &[(&str, &str)]) {
        let lines = self.driver.store().due_lines(self.today).unwrap();
        let told: Vec<(&str, NaiveDate)> = lines.iter().map(|line| (line.rule.key, line.day)).collect();
        let expected: Vec<(&str, NaiveDate)> = clock.iter().map(|(rule, on)| (*rule, day(on))).collect();
        assert_eq!(told, expected, "on {}", self.today);
    }

    fn card(&mut self) -> &mut Driver {
        self.driver.keys("1").look_up("esimerkki ville")
    }

    /// The form of a step, from the path.
    fn step(&mut self, stage: Stage) -> &mut Driver {
        let step = self.words.get(&format!("step-{}", stage.key()));
        self.card().keys("<home><enter>").select(&step).keys("<enter>")
    }
}

#[test]
fn from_the_notification_to_the_updated_plan() {
    for lang in Lang::ALL {
        let driver = Driver::start(Content::Empty, *lang, (80, 24));
        walk(Way { driver, words: Words::new(*lang), today: day("2017-02-06") });
    }
}

fn walk(mut way: Way) {
    // Kela notifies, with Ville's consent (SHL 35 §): the matter is pending (34 §), and the three months run (45 §).
    way.driver.keys("nEsimerkki<tab>Ville<c-s>");
    way.step(Stage::Contact).keys("<right><tab><right><tab>3.2.2017<tab> <c-s>");
    let stored = "SELECT came_by || ' ' || consent_on || ' ' || urgent FROM episode";
    assert_eq!(way.driver.text(stored), "notification 2017-02-03 1");
    way.says(&[("urgent", "2017-02-06"), ("execution", "2017-05-06")]);
    // 6.5. is a Saturday: the outer limit is Monday, and what is warned of is the day itself.
    let outer = way.driver.store().due_lines(way.today).unwrap()[1].outer();
    assert_eq!(outer, Some(day("2017-05-08")));

    // They meet twice; the need is clarified (36 §), and Ville's customership opens with an own worker (42 §).
    way.on("2017-02-13", &[("urgent", "2017-02-06"), ("execution", "2017-05-06")]);
    way.step(Stage::Need).keys("13.2.2017<c-s>");
    way.says(&[("execution", "2017-05-06")]);
    way.step(Stage::Opened).keys("<right><c-s>");
    assert_eq!(way.driver.text("SELECT state || ' ' || opened FROM episode"), "open 2017-02-13");
    assert_eq!(way.driver.number("SELECT count(*) FROM assignment WHERE ends IS NULL"), 1);

    // The plan (39 §) and two goals in Ville's words; the next meeting is in three months, on a working day.
    way.on("2017-02-20", &[("execution", "2017-05-06")]);
    way.step(Stage::Plan).keys("Piirtää<tab><tab><tab>1 x<tab><tab><tab><tab>22.5.2017<c-s>");
    way.card().keys("tLaskut ajallaan<c-s>");
    way.card().keys("tNukun öisin<c-s>");
    way.says(&[("execution", "2017-05-06"), ("goal-review", "2017-05-22"), ("plan-review", "2017-05-22")]);
    way.card().sees(&show_date(day("2017-05-22")));

    // The decision holds for half a year; the film group begins, which is its execution.
    way.step(Stage::Decision).keys("<tab>17-1<tab><tab><tab>19.8.2017<c-s>");
    way.driver.keys("3nElokuvaryhmä<c-s>");
    way.card().keys("r<enter><c-s>");
    assert_eq!(way.driver.text("SELECT state || ' ' || starts FROM enrolment"), "enrolled 2017-02-20");
    way.says(&[("goal-review", "2017-05-22"), ("plan-review", "2017-05-22")]);

    // Three months on: from the due line to the review of both goals, "melko hyvin".
    way.on("2017-05-22", &[("no-contact", "2017-03-27"), ("goal-review", "2017-05-22"), ("plan-review", "2017-05-22")]);
    way.driver.keys("1");
    let review = way.words.get("due-goal-review");
    way.driver.select(&review).keys("<enter>1<tab>1<tab>Melko hyvin<tab><tab><tab>1<tab>0<c-s>");
    assert_eq!(way.driver.text("SELECT kind || ' ' || held FROM meeting"), "interim 2017-05-22");
    let next = "SELECT group_concat(due, ' ') FROM review WHERE state = 'due'";
    assert_eq!(way.driver.text(next), "2017-08-22 2017-08-22", "one successor for each goal");
    way.says(&[("plan-review", "2017-05-22"), ("goal-review", "2017-08-22")]);

    // The film group is over. As long as the decision holds, nothing else is asked for.
    let spell = way.driver.number("SELECT id FROM enrolment");
    way.card().select("Elokuvaryhmä").keys("d<tab><right><c-s>");
    assert_eq!(way.driver.text(&format!("SELECT state FROM enrolment WHERE id = {spell}")), "ended");
    // The plan is made anew; the goals live on in it, and the customership goes on.
    way.step(Stage::Plan).keys("<c-s>");
    let plans = "SELECT group_concat(version || ' ' || state, ', ' ORDER BY version) FROM plan";
    if way.driver.number("SELECT count(*) FROM plan") == 1 {
        way.card().keys("ln<tab><tab><tab><tab><tab><tab><tab>22.8.2017<c-s>");
    }
    assert_eq!(way.driver.text(plans), "1 superseded, 2 active");
    assert_eq!(way.driver.number("SELECT count(*) FROM goal WHERE state = 'active'"), 2);
    way.says(&[("goal-review", "2017-08-22"), ("plan-review", "2017-08-22")]);

    // Before the decision ends it is spoken of; the next one, for rehabilitative work, takes its place.
    way.on(
        "2017-06-20",
        &[("decision-ending", "2017-08-19"), ("goal-review", "2017-08-22"), ("plan-review", "2017-08-22")],
    );
    way.step(Stage::Decision).keys("<c-s>");
    assert_eq!(way.driver.text("SELECT state FROM episode"), "open", "the customership goes on");
    assert!(way.driver.store().check().unwrap().is_empty());
}
