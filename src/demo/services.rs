//! Which activities stand for which service of the published count of participants (6.2.2017), and how many
//! people each has or had. The activities marked "(esimerkki)" are made up: the source does not name them.

/// A line of the published count.
pub struct Service {
    pub name: &'static str,
    /// Code of the list `service`.
    pub key: &'static str,
    pub groups: &'static [Group],
}

/// One activity's part in it. Days are counted from the day of the demo.
pub struct Group {
    pub activity: &'static str,
    /// Members now, since about this day.
    pub now: usize,
    pub since: i64,
    /// Former members; in this period if it was the same for all.
    pub past: usize,
    pub period: Option<(i64, i64)>,
    /// The members are people who have come through the service's other groups.
    pub returning: bool,
}

const fn now(activity: &'static str, now: usize, since: i64) -> Group {
    Group { activity, now, since, past: 0, period: None, returning: false }
}

const fn past(activity: &'static str, past: usize, period: (i64, i64)) -> Group {
    Group { activity, now: 0, since: 0, past, period: Some(period), returning: false }
}

const fn both(activity: &'static str, now: usize, since: i64, past: usize) -> Group {
    Group { activity, now, since, past, period: None, returning: false }
}

/// The people of a service are counted once, however many of its groups they have been in.
pub const SERVICES: &[Service] = &[
    Service {
        name: "Hyvinvointi-ryhmävalmennus",
        key: "wellbeing_group",
        groups: &[
            now("HYVINVOINTI-ryhmä", 10, -5),
            past("HYVINVOINTI-ryhmät 2016 (esimerkki)", 7, (-250, -160)),
            past("HYVINVOINTI-ryhmät 2016 (esimerkki)", 8, (-154, -68)),
        ],
    },
    Service {
        name: "Arki-ryhmävalmennus",
        key: "everyday_group",
        groups: &[now("ARKI-ryhmä", 8, -5), past("ARKI-ryhmät 2016 (esimerkki)", 9, (-154, -68))],
    },
    Service { name: "Toimintapaja-valmennus", key: "workshop", groups: &[both("TOIMINTAPAJA-valmennus", 9, -60, 14)] },
    Service {
        name: "Sosiaalinen yksilövalmennus",
        key: "social_individual",
        groups: &[both("SOSIAALINEN yksilövalmennus", 7, -50, 12)],
    },
    Service {
        name: "Räätälöidyt ryhmävalmennukset (4 palvelua)",
        key: "tailored_groups",
        groups: &[
            past("Suunta-ryhmävalmennus (esimerkki)", 9, (-245, -180)),
            past("Rohkeus-ryhmävalmennus (esimerkki)", 8, (-140, -55)),
            both("Luonto-ryhmävalmennus (esimerkki)", 5, -40, 4),
            now("Arjen taidot -ryhmävalmennus (esimerkki)", 7, -28),
        ],
    },
    Service {
        name: "Räätälöidyt yksilövalmennukset (2 palvelua)",
        key: "tailored_individual",
        groups: &[
            both("Kotiin vietävä valmennus (esimerkki)", 3, -45, 4),
            both("Päihteetön arki -valmennus (esimerkki)", 2, -35, 3),
        ],
    },
    Service {
        name: "Järjestöyhteistyötoiminnat",
        key: "associations",
        groups: &[now("Liikuntailtapäivä: keilaus", 8, -27), both("Yhdistysten olohuone (esimerkki)", 9, -60, 8)],
    },
    Service {
        name: "Kansalaisopistoyhteistyötoiminnat",
        key: "adult_education",
        groups: &[
            now(LUOVAT_KADET, 15, -25),
            past("Kansalaisopiston syysryhmä 2016 (esimerkki)", 13, (-150, -62)),
            // Its first session is two days ahead.
            Group { returning: true, ..now("Hyvän mielen arki", 9, 2) },
        ],
    },
    Service {
        name: "Oppilaitosyhteistyötoiminnat",
        key: "schools",
        groups: &[both("Oppilaitoksen pienryhmä (esimerkki)", 4, -30, 3)],
    },
];

/// The open handicraft group at the Club House.
pub const LUOVAT_KADET: &str = "Luovat kädet";

/// A day of appointments, made up.
pub const RECEPTION: &str = "Sosiaaliohjaajan vastaanotto (esimerkki)";

/// People who wait: for what starts later, or for a seat in a full group.
pub const WAITING: &[(&str, usize)] =
    &[("Arkeen voimaa", 3), ("HYVINVOINTI-ryhmä", 2), ("Kuntokuuri-ryhmävalmennus", 2)];

/// Onward paths: the code of the path, which is the outcome, too, and how many have gone there.
pub const ONWARD: &[(&str, usize)] = &[
    ("city_wellbeing", 18),
    ("ngo_open", 17),
    ("kela_rehabilitation", 3),
    ("employment_mapping", 11),
    ("paid_work", 2),
];

/// Who of the team leads what, by the order in which the workers came.
pub const LEADS: &[(&str, usize)] = &[
    (LUOVAT_KADET, 0),
    (RECEPTION, 0),
    ("Arjen taidot -ryhmävalmennus (esimerkki)", 0),
    ("Liikuntailtapäivä: keilaus", 1),
    ("Liikuntailtapäivä: Teeretki", 1),
    ("Hyvän mielen arki", 2),
    ("Yhdistysten olohuone (esimerkki)", 2),
    ("Osallisuutta edistävä työtoiminta", 3),
];
