//! A group is made and edited on the screen: the times change from today on, never what has been.

use crate::driver::{Driver, TODAY};

const NEWEST: &str =
    "SELECT name || ' ' || kind || ' ' || tier || ' ' || coalesce(lead_id, '–') FROM activity ORDER BY id DESC LIMIT 1";

/// The series of the newest activity, oldest first.
const SERIES: &str = "SELECT group_concat(rule || ' ' || coalesce(starts_at, '–') || ' ' || coalesce(ends_at, '–') || ' ' || \
    coalesce(first_day, '–') || ' ' || coalesce(last_day, '–'), ', ') \
    FROM (SELECT * FROM series WHERE activity_id = (SELECT max(id) FROM activity) ORDER BY id)";

/// The row that stands below the field with this label.
fn below(driver: &Driver, label: &str) -> String {
    let screen = driver.screen();
    let mut rows = screen.lines().skip_while(|row| !row.contains(label));
    rows.nth(1).unwrap_or_default().trim().trim_start_matches("‼ ").to_string()
}

/// A walking group on Tuesdays and Thursdays from 10 to 11.30, made today.
fn with_group() -> Driver {
    let mut driver = Driver::empty();
    driver.keys("3nLenkkiryhmä<tab><tab><tab>ti to<tab>10<tab>1130<c-s>").says("Tallennettu");
    driver
}

/// From the list into the form of the selected activity, with the cursor on its weekdays.
const TO_WEEKDAYS: &str = "e<tab><tab><tab>";

#[test]
fn a_group_is_made_in_a_few_keys_and_stands_selected_in_the_list() {
    let mut driver = with_group();
    assert!(driver.selected().starts_with("Lenkkiryhmä"), "{}", driver.selected());
    driver.sees("ti to 10–11.30, alkaen 6.2.");
    assert_eq!(driver.text(NEWEST), "Lenkkiryhmä group own 1");
    assert_eq!(driver.text(SERIES), "FREQ=WEEKLY;BYDAY=TU,TH 10:00 11:30 2017-02-06 –");
    driver.keys("5").sees("Lenkkiryhmä");
    driver.keys("<esc>u").says("Kumottu: toiminnan tiedot").does_not_see("Lenkkiryhmä");
    assert_eq!(driver.number("SELECT (SELECT count(*) FROM activity) + (SELECT count(*) FROM series)"), 0);
}

#[test]
fn a_new_one_is_selected_though_the_list_is_narrowed_and_long() {
    for list in ["3", "6"] {
        let mut driver = Driver::demo();
        driver
            .keys(list)
            .keys("fklubi<enter><esc>")
            .does_not_see("Arkeen voimaa")
            .keys("nÄijäkerho<c-s>")
            .says("Tallennettu");
        assert!(driver.selected().starts_with("Äijäkerho"), "{list}: {}", driver.selected());
    }
}

#[test]
fn a_new_name_keeps_its_row_selected() {
    for list in ["3", "6"] {
        let mut driver = Driver::demo();
        driver.keys(list).select("Luovat kädet").keys("e").retype("Aamun kädet<c-s>").says("Tallennettu");
        assert!(driver.selected().starts_with("Aamun kädet"), "{list}: {}", driver.selected());
    }
}

#[test]
fn what_is_left_empty_stays_open() {
    let mut driver = Driver::empty();
    driver.keys("3nLenkkiryhmä<tab><tab><tab><tab><tab><tab><c-u><c-s>").says("Tallennettu").sees("päivät sopimatta");
    assert_eq!(driver.text(SERIES), " – – – –");
    driver.keys("e<tab><tab><tab>to<c-s>").says("Tallennettu").sees("to aika avoin, alkaen 6.2.2017");
    assert_eq!(driver.text(SERIES), " – – – 2017-02-05, FREQ=WEEKLY;BYDAY=TH – – 2017-02-06 –");
}

#[test]
fn a_changed_time_counts_from_today_on_and_a_past_session_keeps_its_own() {
    let mut driver = Driver::demo();
    let times = |day: &str| {
        format!(
            "SELECT starts_at || '–' || ends_at FROM session s JOIN activity a ON a.id = s.activity_id \
             WHERE a.name = 'Luovat kädet' AND s.on_day = '{day}'"
        )
    };
    assert_eq!(driver.text(&times("2017-02-02")), "10:00–12:00");
    driver.keys("3").select("Luovat kädet").keys(TO_WEEKDAYS).keys("<tab>13<tab>15.30<c-s>");
    driver.says("menneet kerrat eivät").sees("to 13–15.30, 6.2.–27.4.2017").does_not_see("to 10–12");
    assert_eq!(driver.text(&times("2017-02-02")), "10:00–12:00");
    driver.keys("<enter>").sees("to 9.2. 13–15.30").keys("<lt>").keys("<esc>");
    driver.keys("5").sees("13–15.30").keys("<lt>").sees("10–12").does_not_see("13–15.30");

    // Once more on the same day: there is still only one series before today and one from it on.
    let series =
        "SELECT count(*) FROM series WHERE activity_id = (SELECT id FROM activity WHERE name = 'Luovat kädet')";
    driver.keys("3").keys(TO_WEEKDAYS).keys("<tab>14<c-s>").sees("to 14–15.30, 6.2.–27.4.2017");
    assert_eq!(driver.number(series), 2);

    driver.keys("u").says("Kumottu: toiminnan ajat").sees("to 13–15.30").keys("u").sees("to 10–12, 12.1.–27.4.2017");
    assert_eq!(driver.number(series), 1);
    assert_eq!(driver.store().check().unwrap(), Vec::<String>::new());
}

#[test]
fn other_fields_change_without_a_trace_in_the_timetable() {
    let mut driver = with_group();
    driver.new_day(TODAY + chrono::Days::new(10));
    driver.keys("e").keys("<tab><right><c-s>").says("Tallennettu. u kumoaa.");
    assert_eq!(driver.text(NEWEST), "Lenkkiryhmä course own 1");
    assert_eq!(driver.text(SERIES), "FREQ=WEEKLY;BYDAY=TU,TH 10:00 11:30 2017-02-06 –");
    // The same time in other words is the same time.
    driver.keys(TO_WEEKDAYS).keys("tiistai, torstai<tab>klo 10<c-s>").says("Tallennettu");
    assert_eq!(driver.text(SERIES), "FREQ=WEEKLY;BYDAY=TU,TH 10:00 11:30 2017-02-06 –");
}

#[test]
fn every_second_week_keeps_its_turn_when_the_time_changes_in_between() {
    let mut driver = Driver::empty();
    driver.keys("3nVertaisryhmä<tab><tab><tab>ti<tab>10<tab>12<tab><tab><tab><tab>2<c-s>").says("Tallennettu");
    driver.sees("joka 2. viikko");
    // Week 7 is not the group's.
    driver.new_day(TODAY + chrono::Days::new(7));
    driver.keys(TO_WEEKDAYS).keys("<tab>9<c-s>").says("Tallennettu");
    assert_eq!(
        driver.text(SERIES),
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU 10:00 12:00 2017-02-06 2017-02-12, \
         FREQ=WEEKLY;INTERVAL=2;BYDAY=TU 09:00 12:00 2017-02-20 –"
    );
    driver.keys("5").does_not_see("Vertaisryhmä").keys(">").sees("Vertaisryhmä").sees("9–12");
}

/// The fields below the weekdays: times of day, first and last day, number of times, interval, repeats, days left out.
const TO_TIMES: &str = "<tab><tab><tab><tab><tab>";

#[test]
fn a_number_of_times_fills_in_the_last_day_until_one_is_typed() {
    let mut driver = Driver::empty();
    driver.keys("3nKeilaus<tab><tab><tab>ti").keys(TO_TIMES).keys("8<tab>").sees("ti 28.3.2017, vk 13");
    // Every other week, and still eight times; then only until a day.
    driver.keys("2<tab>").sees("ti 16.5.2017, vk 20").keys("<up><up><up>14.3.<tab>").does_not_see("ti 16.5.2017");
    assert_eq!(driver.selected(), "Tai näin monta kertaa");
    driver.keys("<tab>1<c-s>").says("Tallennettu").sees("6.2.–14.3.2017");
    assert_eq!(driver.text(SERIES), "FREQ=WEEKLY;BYDAY=TU – – 2017-02-06 2017-03-14");

    // Saved at once, either alone will do; what has been counts.
    driver.new_day(TODAY + chrono::Days::new(14));
    driver.keys(TO_WEEKDAYS).keys(TO_TIMES).keys("2<c-s>").sees("Kertoja on ollut jo 2.");
    driver.retype("10001<c-s>").sees("enintään 10000").retype("4<c-s>").says("Tallennettu");
    assert_eq!(
        driver.text(SERIES),
        "FREQ=WEEKLY;BYDAY=TU – – 2017-02-06 2017-02-19, FREQ=WEEKLY;BYDAY=TU – – 2017-02-20 2017-02-28"
    );
    driver.keys(TO_WEEKDAYS).keys(TO_TIMES).keys("5<up>18.4.<c-s>").says("Tallennettu");
    assert!(driver.text(SERIES).ends_with("2017-02-20 2017-04-18"), "{}", driver.text(SERIES));
}

#[test]
fn a_group_meets_on_one_weekday_of_the_month() {
    let mut driver = Driver::empty();
    driver.keys("3nVertaisryhmä<tab><tab><tab>ti to<tab>17").keys("<tab><tab><tab><tab>3<tab><tab>").keys("t<c-s>");
    driver.sees("annetaan yksi viikonpäivä").retype("ti<c-s>").says("Tallennettu").sees("kuun 2. ti 17.00, 6.2.–11.4.");
    assert_eq!(driver.text(SERIES), "FREQ=MONTHLY;BYDAY=2TU 17:00 – 2017-02-06 2017-04-11");
    driver
        .keys(TO_WEEKDAYS)
        .sees("kuukauden toisena")
        .keys(TO_TIMES)
        .keys("<tab>2<tab>kuukauden v<c-s>")
        .says("Tallennettu");
    assert_eq!(driver.text(SERIES), "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1TU 17:00 – 2017-02-06 2017-04-11");
    driver.keys("6").sees("joka toisen kuukauden viimeisenä tiistaina klo 17.00 alkaen, 2");
}

#[test]
fn days_are_left_out_and_come_back() {
    let mut driver = Driver::demo();
    let to_not_on = format!("{TO_WEEKDAYS}{TO_TIMES}<tab><tab><tab>");
    let rule = "SELECT group_concat(replace(rule, char(10), ' '), ', ') FROM series JOIN activity a ON a.id = activity_id \
        WHERE a.name = 'Liikuntailtapäivä: keilaus'";
    driver.keys("3").select("Liikuntailtapäivä: keilaus").keys(&to_not_on).keys("21.2. 22.2.<c-s>");
    driver.sees("ke 22.2.2017 ei ole tuleva kokoontumispäivä").retype("31.1.<c-s>").sees("ti 31.1.2017 ei ole");
    driver.retype("mitä<c-s>").sees("‼").retype("28.2. 21.2.2017<c-s>").says("Tallennettu");
    assert_eq!(driver.text(rule), "FREQ=WEEKLY;BYDAY=TU, FREQ=WEEKLY;BYDAY=TU EXDATE;VALUE=DATE:20170221,20170228");
    driver.keys("6").select("Liikuntailtapäivä: keilaus").sees("7.–14.2.2017, 2 kertaa, ei 21.2. 28.2.");
    driver.keys("e").sees("21.2. 28.2.").keys("<esc>").keys("5").keys(">>").does_not_see("keilaus");
    // Two days fewer, and still eight times.
    driver
        .keys("3")
        .keys(TO_WEEKDAYS)
        .keys(TO_TIMES)
        .keys("8<tab>")
        .sees("14.3.2017")
        .keys("<c-s>")
        .says("Tallennettu");
    driver.keys(&to_not_on).keys("<c-u><c-s>").says("Tallennettu");
    assert_eq!(driver.text(rule), "FREQ=WEEKLY;BYDAY=TU, FREQ=WEEKLY;BYDAY=TU");
    assert_eq!(driver.store().check().unwrap(), Vec::<String>::new());
}

#[test]
fn holidays_are_left_out_until_the_series_keeps_them() {
    let mut driver = Driver::empty();
    driver.keys("3nMaanantaikerho<tab><tab><tab>ma").keys("<tab><tab><tab>10.4.<tab>24.4.<c-s>").says("Tallennettu");
    let kept = "SELECT skip_holidays FROM series ORDER BY id DESC";
    assert_eq!(driver.number(kept), 1);
    driver.keys("6").sees("10.–24.4.2017, 2 kertaa").does_not_see("pyhäpäivinä");
    driver.keys(TO_WEEKDAYS).keys(TO_TIMES).keys("<tab><tab><tab><tab> <c-s>").says("Tallennettu");
    assert_eq!(driver.number(kept), 0);
    driver.sees("10.–24.4.2017, 3 kertaa, myös pyhä");
}

#[test]
fn days_that_were_added_to_a_rule_stay_when_its_time_changes() {
    let mut driver = with_group();
    let add = "UPDATE series SET rule = rule || char(10) || 'RDATE;VALUE=DATE:20170215', rev = rev + 1";
    driver.store().write(|tx| Ok(tx.execute(add, [])?)).unwrap();
    driver
        .keys("<f5>")
        .keys(TO_WEEKDAYS)
        .sees("Sovitut lisäpäivät pysyvät: 15.2.")
        .keys("<tab>9<c-s>")
        .says("Tallennettu");
    assert_eq!(
        driver.text(SERIES),
        "FREQ=WEEKLY;BYDAY=TU,TH
RDATE;VALUE=DATE:20170215 09:00 11:30 2017-02-06 –"
    );
}

#[test]
fn what_is_wrong_is_said_under_its_field() {
    let mut driver = Driver::empty();
    driver.keys("3n<c-s>");
    assert_eq!(below(&driver, "Nimi"), "Tämä kenttä on täytettävä.");
    driver.keys("Kerho<tab><tab><tab>tii<tab>kymmenen<tab>9<c-s>");
    driver.sees("Tätä ei ymmärretä viikonpäiviksi").sees("Tätä ei ymmärretä kellonajaksi");
    driver.retype("<tab>").retype("10<c-s>").sees("Päättymisajan on oltava alkamisajan jälkeen.");
    driver.retype("12<tab><c-u><tab>31.1.2017<tab><tab>").retype("2<c-s>").sees("Anna myös viikonpäivät");
    driver.keys("ti<c-s>").sees("Anna myös ensimmäinen päivä");
    driver.keys("6.2.2017<c-s>").sees("Viimeinen päivä on ennen ensimmäistä.");
    driver.retype("31.5.2017<tab><tab>").retype("0<c-s>").sees("1 on joka viikko").retype("1");
    driver.keys("<tab><tab><tab><tab><tab><tab>8<tab>10<c-s>").sees("pienempi kuin vähimmäismäärä 10");
    driver.retype("0<c-s>").sees("Kirjoita luku 1–9999").retype("10<tab><tab><tab>3<c-s>");
    driver.sees("Kirjoita minuutit 5–480").retype("<c-s>").says("Tallennettu").sees("ti 10–12, 6.2.–31.5.2017");

    // However many fields are wrong, one stands at the first of them.
    driver.keys("e<tab><tab><tab>tii").keys("<tab>".repeat(12).as_str()).keys("0<c-s>");
    assert!(driver.selected().starts_with("Viikonpäivät"), "{}", driver.selected());
}

#[test]
fn a_taken_name_is_refused_at_its_field() {
    let mut driver = with_group();
    driver.keys("nLenkkiryhmä<c-s>");
    assert!(below(&driver, "Nimi").starts_with("Samanniminen toiminta on jo"), "{}", driver.screen());
    driver.keys(" 2<c-s>").says("Tallennettu").keys("e").retype("Lenkkiryhmä<c-s>");
    assert!(below(&driver, "Nimi").starts_with("Samanniminen toiminta on jo"), "{}", driver.screen());
    assert_eq!(driver.number("SELECT count(*) FROM activity"), 2);
}

#[test]
fn fewer_seats_than_members_are_refused() {
    let mut driver = Driver::demo();
    driver.keys("3").select("Arjen taidot").keys("e").keys("<tab>".repeat(15).as_str()).retype("3<c-s>");
    driver.sees("Jäseniä on jo 7.").retype("7<c-s>").says("Tallennettu").sees("7/7");
}

#[test]
fn a_name_that_was_given_away_does_not_come_back_by_undoing() {
    let mut mine = with_group();
    mine.keys("e").retype("Kävelijät<c-s>").says("Tallennettu");
    let mut theirs = mine.beside();
    theirs.keys("3nLenkkiryhmä<c-s>").says("Tallennettu");
    mine.wakes().keys("u").says("Muutosta ei voi kumota");
}

#[test]
fn what_a_colleague_has_changed_meanwhile_is_shown_at_its_field() {
    let mut mine = with_group();
    let mut theirs = mine.beside();
    mine.keys(TO_WEEKDAYS).keys("<tab>9");
    theirs.keys("3").keys(TO_WEEKDAYS).keys("<tab>8<tab>12<c-s>").says("Tallennettu");
    mine.wakes().keys("<c-s>").sees("Tiedot ovat muuttuneet").sees("tiedostossa: 8.00");
    mine.sees("työtoveri on muuttanut tämän sillä välin").sees("12.00");
    mine.keys("<c-s>").says("Tallennettu").sees("ti to 9–12, alkaen 6.2.2017");
    assert_eq!(mine.text(SERIES), "FREQ=WEEKLY;BYDAY=TU,TH 09:00 12:00 2017-02-06 –");
}

#[test]
fn esc_keeps_the_draft_and_today_brings_it_back_by_its_name() {
    let mut driver = Driver::empty();
    driver.keys("3nLenkki<tab><tab><tab>ti<esc>").says("Luonnos on tallessa");
    let mut driver = driver.again();
    driver.sees("Kesken jäänyt 1").select("Uusi toiminta").sees("Lenkki").keys("<enter>").sees("Lenkki");
    driver.keys("<end>ryhmä<c-s>").says("Tallennettu");
    assert_eq!(driver.text(NEWEST), "Lenkkiryhmä group own 1");
    assert_eq!(driver.text(SERIES), "FREQ=WEEKLY;BYDAY=TU – – 2017-02-06 –");
    assert_eq!(driver.number("SELECT count(*) FROM draft"), 0);
}

#[test]
fn days_that_the_fields_cannot_say_are_left_alone() {
    let mut driver = Driver::demo();
    driver.keys("3").select("Tietokone tutuksi").keys("e").sees("Päivät on annettu yksitellen");
    driver.sees("3.3. 10.3. 17.3. 24.3.2017 klo 11–13").does_not_see("Viikonpäivät").does_not_see("Ensimmäinen päivä");
    let days =
        "SELECT group_concat(rule) FROM series JOIN activity a ON a.id = activity_id WHERE a.name LIKE 'Tietokone%'";
    let before = driver.text(days);
    // From when to when they are is another matter; it stands before the place.
    driver.sees("Alkaa klo 11.00").sees("Päättyy klo 13.00");
    driver.keys("<tab><tab><tab><tab><tab>").retype("Neulamäen kirjasto<c-s>").says("Tallennettu. u kumoaa.");
    assert_eq!(driver.text("SELECT place FROM activity WHERE name = 'Tietokone tutuksi'"), "Neulamäen kirjasto");
    assert_eq!(driver.text(days), before);
}

#[test]
fn a_leader_who_has_left_stays_until_somebody_else_is_chosen() {
    let mut driver = with_group();
    driver.keys("e").keys("<tab>".repeat(14).as_str()).keys("mikko<c-s>").says("Tallennettu");
    driver.store().write(|tx| Ok(tx.execute("UPDATE worker SET active = 0, rev = rev + 1 WHERE id = 2", [])?)).unwrap();
    driver.keys("<f5>").keys("e<tab><right><c-s>").says("Tallennettu");
    assert_eq!(driver.text(NEWEST), "Lenkkiryhmä course own 2");
}

#[test]
fn the_look_up_makes_one_too_and_leads_to_its_roster() {
    let mut driver = Driver::empty();
    driver.keys("/uusi toim<enter>").sees("Uusi toiminta").keys("Lenkkiryhmä<c-s>").says("Tallennettu");
    assert!(driver.title().starts_with(" Lenkkiryhmä"), "{}", driver.title());
    driver.keys("<esc>");
    assert!(driver.title().starts_with(" Haku"), "{}", driver.title());
}

#[test]
fn nothing_can_be_edited_where_there_is_nothing() {
    for list in ["3", "6"] {
        let mut driver = Driver::empty();
        driver.keys(list).sees("n lisää uuden").keys("e").says("Valitse ensin toiminta.");
    }
}
