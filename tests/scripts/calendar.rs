//! The calendar's views, moving sessions and series, days on which the team is shut, clashes.

use crate::driver::{Content, Driver};
use rinnalla::domain::lang::Lang;

#[test]
fn each_view_leads_to_the_next_and_keeps_the_day() {
    let mut driver = Driver::demo();
    driver.keys("5").sees("vk 6 · 6.–12.2.2017").select("keilaus").keys("v").sees("helmikuu 2017").sees("▸7.");
    driver.keys("v").sees("ti 7.2.2017").sees("keilaus").keys("v").sees("Kausi").sees("Kertoja");
    driver.keys("v").sees("vk 6 · 6.–12.2.2017");
}

#[test]
fn the_month_opens_a_day_and_esc_leads_back_to_it() {
    let mut driver = Driver::demo();
    driver.keys("5v").keys("<right><right><right><down>").sees("▸16.").keys("<enter>").sees("to 16.2.2017");
    driver.sees("Arkeen voimaa").select("Arkeen voimaa").keys("<enter>").sees("Arkeen voimaa · ").keys("<esc>");
    driver.sees("to 16.2.2017").keys("<esc>").sees("helmikuu 2017").sees("▸16.");
    driver.keys(">").sees("maaliskuu 2017").keys("<lt><lt>").sees("tammikuu 2017").keys("t").sees("▸6.");
}

#[test]
fn one_session_is_moved_and_its_day_is_not_given_again() {
    let mut driver = Driver::demo();
    driver.keys("5").select("keilaus").keys("e").sees("Muokkaa kertaa: Liikuntailtapäivä").sees("vain tämä kerta");
    driver.keys("<tab>8.2.<tab>12<tab>13<tab> B<c-s>").says("Tallennettu");
    let week: Vec<String> = driver.screen().lines().filter(|row| row.contains("keilaus")).map(String::from).collect();
    assert_eq!(week.len(), 1, "{week:?}");
    assert!(driver.screen().contains("12–13"), "{}", driver.screen());
    driver.keys(">").sees("14–15").keys("<lt><lt>").sees("14–15").keys(">");
    driver.keys("u").says("Kumottu: kerta").sees("14–15");
}

#[test]
fn a_series_moves_from_one_session_on_and_the_past_stays() {
    let mut driver = Driver::demo();
    let past = "SELECT group_concat(on_day || starts_at || state) FROM session s JOIN activity a ON a.id = s.activity_id \
        WHERE a.name = 'Liikuntailtapäivä: keilaus' AND on_day < '2017-02-06'";
    let before = driver.text(past);
    driver.keys("5>").select("keilaus").keys("e<right><tab>15.2.<tab>9<tab>10<c-s>");
    driver.says("Menneet kerrat eivät muutu").sees("9–10");
    driver.keys("<lt>").sees("14–15").keys(">>").sees("9–10");
    assert_eq!(driver.text(past), before);
    let weeks = "SELECT count(*) FROM series s JOIN activity a ON a.id = s.activity_id \
        WHERE a.name = 'Liikuntailtapäivä: keilaus'";
    assert_eq!(driver.number(weeks), 2, "split where it changes");
    driver.keys("u").says("Kumottu").keys("<lt>").sees("14–15");
    assert_eq!(driver.number(weeks), 1);
}

#[test]
fn what_was_held_keeps_its_day() {
    let mut driver = Driver::demo();
    driver.keys("5<lt>").select("keilaus").keys("e").sees("Kerralla on jo merkintöjä").does_not_see("Alkaa klo");
}

#[test]
fn a_day_on_which_the_team_is_shut_is_seen_and_opened_again() {
    let mut driver = Driver::demo();
    driver.keys("5").select("keilaus").keys("xKehittämispäivä<enter>").says("Tallennettu");
    driver.sees("suljettu: Kehittämispäivä").keys("x").does_not_see("suljettu: Kehittämispäivä");
}

/// A series that keeps holidays is not shut with the team: it has somebody else to open the door.
#[test]
fn a_series_that_keeps_holidays_is_not_shut_with_the_team() {
    let mut driver = Driver::demo();
    driver.store().write(|tx| Ok(tx.execute("UPDATE series SET skip_holidays = 0", [])?)).unwrap();
    driver.keys("5").select("keilaus").keys("xKehittämispäivä<enter>").says("Tallennettu");
    driver.select("keilaus").sees("suljettu: Kehittämispäivä").keys("e").sees("vain tämä kerta");
}

#[test]
fn the_list_is_narrowed_by_any_word_of_a_session_and_to_my_own() {
    let mut driver = Driver::demo();
    driver.keys("5fkeilahalli").sees("keilaus").does_not_see("Luovat kädet").keys("<esc>").sees("Luovat kädet");
    driver.keys("fkansalaisopisto").sees("Luovat kädet").does_not_see("keilaus").keys("<esc>");
    driver.keys("o").sees("· omat").sees("Luovat kädet").does_not_see("keilaus").keys("o").sees("keilaus");
}

#[test]
fn clashes_are_shown_where_they_arise_and_in_a_list() {
    let mut driver = Driver::demo();
    driver.keys("5c").sees("Päällekkäisyydet").keys("<esc>");
    // Thursday's handicraft moves to where Monday's group is, which has the same leader.
    driver.select("Luovat kädet").keys("e<tab>13.2.<tab>13<tab>14<c-s>").says("Tallennettu");
    driver.keys(">").select("Luovat kädet").sees("‼ 12.30–14.30 Arjen taidot").sees("sama ohjaaja");
    driver.keys("c").sees("sama ohjaaja").keys("<enter>").sees("13.2.").keys("<esc><esc>").sees("vk 7 ·");
}

#[test]
fn a_wide_window_has_a_grid_of_hours() {
    let mut driver = Driver::start(Content::Demo, Lang::Fi, (120, 36));
    driver.keys("5").sees("│10–12").does_not_see("la 11.2.");
    driver.keys("<right>").sees("ti 7.2. 8–16 Klubitalo").keys("<down>").sees("ti 7.2. 14–15 Liikuntailtapäivä");
    driver.keys("<left>").sees("ma 6.2. 8–16 Klubitalo");
    driver.keys("g14.4.<enter>").sees("pitkäperjantai");
}

#[test]
fn the_term_says_what_is_open() {
    let mut driver = Driver::start(Content::Demo, Lang::Fi, (120, 36));
    driver.keys("5vvv").sees("Liikuntailtapäivä: keilaus                10.1.2017  28.2.2017       8");
    driver.sees("Luovat kädet                              12.1.2017  27.4.2017      16");
    driver.sees("Liikuntailtapäivä: Teeretki                7.3.2017      avoin   avoin");
    driver.keys("<lt>").says("Kaudella ei ole päivää");
}
