//! Whatever a caseload holds, and however a spreadsheet writes it down, it comes in as it was.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use rinnalla::domain::client::ClientFields;
use rinnalla::domain::dates::show_date;
use rinnalla::domain::keyed::Keyed;
use rinnalla::domain::text::clean_line;
use rinnalla::exchange::clients::COLUMNS;
use rinnalla::exchange::{Mode, Report, Subject, import};
use rinnalla::store::codes::{self, Code};
use rinnalla::store::{Store, clients};

const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2017, 2, 6).unwrap();

fn birth_date() -> impl Strategy<Value = NaiveDate> {
    (0_u64..40_000).prop_map(|days| TODAY - Days::new(days))
}

/// What people type, with what a table must quote.
fn text() -> impl Strategy<Value = String> {
    "[A-Za-zåäöÅÄÖ0-9 ;,\"'.@+-]{1,14}".prop_filter("nothing to see", |text| !clean_line(text).is_empty())
}

/// A code list's place, whose code is chosen when the lists are at hand.
type Choice = Option<Index>;

#[derive(Debug, Clone)]
struct Typed {
    names: (String, String),
    born: Option<NaiveDate>,
    phone: Option<String>,
    address: Option<String>,
    gender: Choice,
    household: Choice,
    non_disclosure: bool,
}

fn typed() -> impl Strategy<Value = Typed> {
    use proptest::option::of;
    let codes = (of(any::<Index>()), of(any::<Index>()));
    ((text(), text()), of(birth_date()), of(text()), of(text()), codes, any::<bool>()).prop_map(
        |(names, born, phone, address, (gender, household), non_disclosure)| Typed {
            names,
            born,
            phone,
            address,
            gender,
            household,
            non_disclosure,
        },
    )
}

/// How a spreadsheet writes.
#[derive(Debug, Clone)]
struct Hand {
    delimiter: char,
    mark: bool,
    finnish: bool,
    /// 0 writes a code's key, 1 to 3 its label in a language.
    label: usize,
    order: Vec<usize>,
}

const WRITTEN: [&str; 9] =
    ["ref", "family_name", "given_name", "birth_date", "phone", "address", "gender", "household", "non_disclosure"];

fn hand() -> impl Strategy<Value = Hand> {
    let order = Just((0..WRITTEN.len()).collect::<Vec<_>>()).prop_shuffle();
    (select(vec![',', ';']), any::<bool>(), any::<bool>(), 0_usize..4, order)
        .prop_map(|(delimiter, mark, finnish, label, order)| Hand { delimiter, mark, finnish, label, order })
}

fn code<'a>(all: &'a [Code], list: &str, choice: &Choice) -> Option<&'a Code> {
    let own: Vec<&Code> = all.iter().filter(|code| code.list == list).collect();
    choice.as_ref().map(|choice| *choice.get(&own))
}

impl Typed {
    fn fields(&self, reference: String, all: &[Code]) -> ClientFields {
        let key = |list: &str, choice| code(all, list, choice).map(|code| code.key.clone());
        ClientFields {
            reference,
            family_name: clean_line(&self.names.0),
            given_name: clean_line(&self.names.1),
            birth_date: self.born,
            phone: self.phone.as_deref().map(clean_line),
            address: self.address.as_deref().map(clean_line),
            gender: key("gender", &self.gender),
            household: key("household", &self.household),
            non_disclosure: self.non_disclosure,
            ..ClientFields::default()
        }
    }

    fn cells(&self, reference: &str, all: &[Code], hand: &Hand) -> Vec<String> {
        let word = |list: &str, choice| {
            code(all, list, choice)
                .map(|code| [&code.key, &code.fi, &code.sv, &code.en][hand.label].clone())
                .unwrap_or_default()
        };
        let born = self.born.map(|day| if hand.finnish { show_date(day) } else { day.to_string() });
        vec![
            reference.to_string(),
            self.names.0.clone(),
            self.names.1.clone(),
            born.unwrap_or_default(),
            self.phone.clone().unwrap_or_default(),
            self.address.clone().unwrap_or_default(),
            word("gender", &self.gender),
            word("household", &self.household),
            if self.non_disclosure { "kyllä" } else { "no" }.to_string(),
        ]
    }
}

fn written(people: &[Typed], all: &[Code], hand: &Hand) -> Vec<u8> {
    let mut out = csv::WriterBuilder::new().delimiter(hand.delimiter as u8).from_writer(Vec::new());
    let heading = |key: &str| {
        let column = COLUMNS.iter().find(|column| column.key == key).unwrap();
        if hand.finnish { column.fi } else { column.key }
    };
    out.write_record(hand.order.iter().map(|at| heading(WRITTEN[*at]))).unwrap();
    for (number, person) in people.iter().enumerate() {
        let cells = person.cells(&format!("T-{number}"), all, hand);
        out.write_record(hand.order.iter().map(|at| &cells[*at])).unwrap();
    }
    let mark: &[u8] = if hand.mark { b"\xef\xbb\xbf" } else { b"" };
    [mark, &out.into_inner().unwrap()].concat()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    #[test]
    fn a_caseload_comes_in_as_it_was_and_only_once(
        people in proptest::collection::vec(typed(), 1..12),
        hand in hand(),
    ) {
        let mut store = Store::in_memory().unwrap();
        let all = codes::all(store.reader()).unwrap();
        let bytes = written(&people, &all, &hand);
        let mut bring = |mode| import(&mut store, Subject::Clients, &bytes, TODAY, mode).unwrap();
        let whole = Report { added: people.len(), ..Report::default() };
        prop_assert_eq!(bring(Mode::Rehearse), whole);
        prop_assert_eq!(bring(Mode::Apply), whole);
        prop_assert_eq!(bring(Mode::Apply), Report { unchanged: people.len(), ..Report::default() });
        for (number, person) in people.iter().enumerate() {
            let reference = format!("T-{number}");
            let id = clients::by_reference(store.reader(), &reference).unwrap().unwrap();
            let stored = clients::get(store.reader(), id).unwrap().fields;
            prop_assert!(stored == person.fields(reference, &all), "{}: {person:?}", stored.name());
        }
    }

    /// Whatever the bytes are, they are refused or taken, and never half.
    #[test]
    fn no_bytes_do_harm(
        subject in select(Subject::ALL),
        head in select(vec!["ref,family_name,given_name\n", "name;tier;kind;dates\n", "client_ref,activity,state\n", "activity,date,mark\n", ""]),
        bytes in proptest::collection::vec(any::<u8>(), 0..120),
    ) {
        let mut store = Store::in_memory().unwrap();
        let file = [head.as_bytes(), &bytes].concat();
        let rows = |store: &Store| -> i64 { store.reader().query_row("SELECT count(*) FROM log", [], |row| row.get(0)).unwrap() };
        let before = rows(&store);
        let came = import(&mut store, subject, &file, TODAY, Mode::Apply);
        prop_assert_eq!(rows(&store) > before, came.is_ok_and(|report| report != Report::default()));
        prop_assert!(store.check().unwrap().is_empty());
    }
}
