### Rinnalla suomeksi. Muistutus on laissa kantelu: ohjelma puhuu herätteistä ja määräajoista.

## Päivät

weekday-mon = ma
weekday-tue = ti
weekday-wed = ke
weekday-thu = to
weekday-fri = pe
weekday-sat = la
weekday-sun = su
week = vk { $number }
days = { $count } pv
time-open = aika avoin
date-empty = Anna päivä.
date-unknown = Tätä ei ymmärretä päiväksi; kirjoita esimerkiksi 6.2.2017, ti tai vk 7.
date-no-such-day = Päivää { $typed } ei ole; tarkoititko { $nearest }?
date-no-such-week = Viikkoa { $typed } ei ole; vuoden viimeinen viikko on { $last }.
date-out-of-range = Vuoden on oltava 1900–2199.

## Sanat

tier-own = oma toiminta
tier-purchased_basic = perusostopalvelu
tier-purchased_tailored = räätälöity ostopalvelu
tier-partnership = kumppanuustoiminta
tier-general = yleinen palvelu

kind-group = ryhmä
kind-course = kurssi
kind-open = avoin toiminta
kind-individual = yksilövalmennus
kind-workshop = paja
kind-work_activity = työtoiminta
kind-appointment = vastaanottopäivä

mark-present = läsnä
mark-late = myöhässä
mark-excused = estynyt
mark-no_show = poissa

episode-pending = vireillä
episode-open = avoin
episode-paused = tauolla
episode-closed = päättynyt
episode-declined = ei aloitettu

goal-active = käynnissä
goal-achieved = saavutettu
goal-partly = saavutettu osittain
goal-not_achieved = ei saavutettu
goal-dropped = luovuttu

responsible-client = asiakas
responsible-worker = työntekijä
responsible-provider = palveluntuottaja
responsible-joint = yhdessä

enrolment-waiting = jonossa
enrolment-enrolled = mukana
enrolment-ended = päättynyt
enrolment-withdrawn = lähti jonosta

role-worker = työntekijä
role-lead = tiiminvetäjä
role-admin = pääkäyttäjä
role-auditor = lokin tarkastaja

due-goal-review = tavoitteen arviointi
due-execution = toimeenpano viimeistään
due-own-worker = omatyöntekijä nimeämättä
due-register = läsnäolot merkitsemättä
due-missed-twice = 2 poissaoloa peräkkäin
due-follow-up = palaa asiaan

ground-law = laki
ground-agreement = sovittu
ground-practice = käytäntö
ground-own = oma seuranta

standing-planned = suunniteltu
standing-held = pidetty
standing-not_held = peruttu
standing-closed = suljettu: { $reason }

holiday-new-year = uudenvuodenpäivä
holiday-epiphany = loppiainen
holiday-good-friday = pitkäperjantai
holiday-easter-sunday = pääsiäispäivä
holiday-easter-monday = toinen pääsiäispäivä
holiday-may-day = vappu
holiday-ascension = helatorstai
holiday-pentecost = helluntaipäivä
holiday-midsummer-eve = juhannusaatto
holiday-midsummer-day = juhannuspäivä
holiday-all-saints = pyhäinpäivä
holiday-independence = itsenäisyyspäivä
holiday-christmas-eve = jouluaatto
holiday-christmas-day = joulupäivä
holiday-boxing-day = tapaninpäivä



## Virheet

error-missing = Tiedostoa ei ole: luo se komennolla ”rinnalla init” tai tarkista polku.
error-exists = Paikassa on jo jotain, eikä sitä korvata: valitse toinen paikka valitsimella --db.
error-not-ours = Tämä ei ole Rinnallan tiedosto, eikä siihen koskettu: tarkista polku.
error-newer = Tiedosto on tehty uudemmalla Rinnallalla (tiedoston versio { $detail }): päivitä ohjelma.
error-upgraded = Uudempi Rinnalla on päivittänyt tiedoston: lopeta ja käynnistä päivitetty ohjelma.
error-read-only = Tiedostoon ei voi kirjoittaa: pyydä pääkäyttäjältä oikeus kirjoittaa tiedostoon ja sen kansioon.
error-cannot-open = Tiedostoa ei voi avata tai luoda: tarkista, että kansio on olemassa ja että sinulla on oikeus siihen.
error-old-sqlite = Ohjelman SQLite { $detail } on liian vanha eikä siihen voi luottaa: asenna uudempi Rinnalla.
error-busy = Joku toinen on pitänyt tiedostoa varattuna kymmenen sekuntia: yritä hetken päästä uudelleen.
error-disk-full = Levy on täynnä, eikä mitään tallennettu: vapauta tilaa ja yritä uudelleen.
error-stale = Joku muu on muuttanut tätä sillä välin, eikä tallennusta tehty: avaa tiedot uudelleen ja tee muutoksesi niihin.
error-gone = Tätä ei enää ole: palaa luetteloon ja päivitä se.
error-full = Paikat ovat täynnä: lisää asiakas jonoon tai nosta paikkamäärää.
error-register-closed = Läsnäololista on suljettu: avaa se ensin listan näppäimellä v, ja kerro miksi.
error-ref-taken = Tunnus on jo toisella asiakkaalla: anna toinen tunnus.
error-live-episode = Asiakkaalla on jo voimassa oleva asiakkuus: päätä se, ennen kuin aloitat uuden.
error-nothing-to-undo = Kumottavaa ei ole jäljellä: tämän käyttökerran muutokset on kumottu, tai muut ovat jatkaneet niistä.
error-changed-since = Muutosta ei voi kumota, koska joku on muuttanut samaa tietoa sen jälkeen: korjaa tieto käsin.
error-refused = Tiedoston säännöt eivät salli tätä, eikä mitään muutettu ({ $detail }): tarkista tiedot.
error-damaged = Tiedosto on vioittunut: älä jatka, vaan palauta varmuuskopio tai pyydä apua pääkäyttäjältä.
error-unexpected = Tiedoston käsittely epäonnistui, eikä mitään tallennettu ({ $detail }): yritä uudelleen ja kerro virheestä pääkäyttäjälle, jos se toistuu.



## Komentorivi

help-usage = Käyttö:
help-commands = Komennot:
help-arguments = Tiedot:
help-options = Valinnat:
command = Sosiaalisen kuntoutuksen tiimin työnhallinta yhdessä tiedostossa
command-init = Luo tiedoston; luojasta tulee sen ensimmäinen pääkäyttäjä
command-find = Hakee asiakkaita ja toimintoja
command-agenda = Näyttää viikon ohjelman, myös perutut kerrat ja pyhäpäivät
command-due = Näyttää, mikä on myöhässä ja mikä on tulossa
command-check = Tarkistaa, että tiedosto on ehjä
command-worker = Työntekijät, joilla on pääsy tiedostoon
command-worker-add = Lisää työntekijän, ottaa hänet takaisin tai muuttaa hänen nimensä tai roolinsa
command-worker-list = Luettelee työntekijät
command-worker-end = Päättää työntekijän pääsyn; hänen työnsä jää tiedostoon
argument-db = Tiedosto; muuten RINNALLA_DB, palvelimen tiedosto tai oma tiedosto
argument-lang = Kieli: fi, sv tai en; muuten järjestelmän kieli
argument-today = Jokin muu päivä kuin tämä, esimerkiksi 2017-02-06
argument-help = Näyttää tämän ohjeen
argument-version = Näyttää ohjelman version
argument-format = Tulostusmuoto: table (oletus), csv tai json
argument-text = Nimen, puhelinnumeron tai syntymäajan osia
argument-week = Viikko, esimerkiksi 6, ”vk 6” tai 2017-W06; muuten tämä viikko
argument-from = Ensimmäinen päivä
argument-to = Viimeinen päivä; muuten viikon päästä
argument-mine = Vain omat ja koko tiimin yhteiset
argument-within = Vain myöhässä olevat ja ne, joihin on enintään näin monta päivää
argument-login = Käyttäjätunnus järjestelmässä
argument-name = Nimi, jonka työtoverit näkevät
argument-role = Rooli: worker (oletus), lead, admin tai auditor

usage-options = VALINNAT
usage-command = KOMENTO
usage-no-such-command = Komentoa ”{ $typed }” ei ole: katso komennot ohjeesta ”rinnalla --help”.
usage-no-such-argument = ”{ $typed }” ei kuulu tähän: katso valinnat lisäämällä komentoon --help.
usage-missing = Komennosta puuttuu { $argument }: katso ohje lisäämällä komentoon --help.
usage-value-missing = Valinta { $argument } kaipaa arvon: katso ohje lisäämällä komentoon --help.
usage-value-wrong = ”{ $typed }” ei kelpaa kohtaan { $argument }: katso ohje lisäämällä komentoon --help.
usage-not-one-of = ”{ $typed }” ei kelpaa kohtaan { $argument }. Jokin näistä: { $known }.
usage-conflict = { $one } ja { $other } eivät sovi yhteen: jätä toinen pois.
today-wrong = --today: ”{ $typed }” ei ole päivä vuosineen. Kirjoita se muodossa 2017-02-06 tai 6.2.2017.

place-fixed = Ohjelma on asennettu yhteiselle tiedostolle, joten --db ja RINNALLA_DB eivät kelpaa: jätä ne pois.
place-none = Kotikansiota ei löydy: kerro tiedoston paikka valitsimella --db.
no-account = Järjestelmä ei tunne käyttäjätunnustasi: pyydä apua palvelimen ylläpidolta.
not-a-worker = Et ole tämän tiedoston työntekijä: pyydä pääkäyttäjää antamaan komento ”rinnalla worker add { $login }”.
output-failed = Tulostus ei onnistunut ({ $detail }): tarkista, että levyllä on tilaa.

init-done = Tiedosto { $path } on luotu, ja { $name } ({ $login }) on sen pääkäyttäjä.
init-exists = Tiedosto { $path } on jo olemassa, eikä sitä korvata: avaa se komennolla ”{ $command }”.
demo-kept = Esittelytiedosto on { $path }. Avaa se komennolla ”{ $command }”.
demo-exists = { $path } on jo olemassa, eikä sitä korvata: anna valinnalle --keep toinen nimi.
check-sound = Tiedosto on ehjä.
check-faults = Tiedostosta löytyi vikoja ({ $count }): ota siitä kopio talteen ja palauta viimeisin ehjä varmuuskopio.
days-backwards = Viimeinen päivä on ennen ensimmäistä: vaihda ne keskenään.
list-empty = Ei näytettävää.
find-more = Näytetään { $shown } osumaa { $total } osumasta: tarkenna hakua.
found-client = asiakas
found-activity = toiminta

worker-added = { $name } ({ $login }) pääsee nyt tiedostoon. Rooli: { $role }.
worker-changed = Tiedot muutettu: { $name } ({ $login }). Rooli: { $role }.
worker-left = { $name } ({ $login }) ei enää pääse tiedostoon.
worker-active = mukana
worker-ended = lähtenyt
worker-there = { $login } on jo tiedoston työntekijä: anna uusi nimi valinnalla --name tai uusi rooli valinnalla --role.
worker-unknown = { $login } ei ole tiedoston työntekijä: katso tunnukset komennolla ”rinnalla worker list”.
worker-last-admin = { $login } on ainoa pääkäyttäjä: lisää ensin toinen valinnalla --role admin.
worker-not-allowed = Tähän tarvitaan tiiminvetäjän tai pääkäyttäjän oikeudet: pyydä pääkäyttäjää.
login-wrong = ”{ $login }” ei kelpaa käyttäjätunnukseksi: anna tunnus, jolla työntekijä kirjautuu järjestelmään.

column-activity = Toiminta
column-birth_date = Syntynyt
column-capacity = Paikkoja
column-client = Asiakas
column-date = Päivä
column-days_left = Päiviä
column-end = Päättyy
column-fault = Vika
column-ground = Peruste
column-login = Tunnus
column-members = Jäseniä
column-name = Nimi
column-own_worker = Omatyöntekijä
column-place = Paikka
column-role = Rooli
column-rule = Heräte
column-standing = Tilanne
column-start = Alkaa
column-state = Tila
column-type = Laji
column-what = Asia
column-worker = Työntekijä


## Tuonti

import-done = { $file }: lisätty { $added }, muutettu { $changed }, ennallaan { $unchanged }.
import-rehearsed = { $file }: lisättäisiin { $added }, muutettaisiin { $changed }, ennallaan { $unchanged }. Mitään ei tallennettu.
import-refused = { $file }: virheitä { $count }, mitään ei tallennettu.
import-more = … ja { $count } muuta.
import-unreadable = Tiedostoa { $file } ei voi lukea. Tarkista polku ja oikeudet.
import-at-line = { $file }, rivi { $line }: { $what }
import-at-cell = { $file }, rivi { $line }, sarake { $column }: { $what }
import-not-utf8 = Tiedosto ei ole UTF-8-tekstiä. Tallenna se taulukkolaskennassa muotoon CSV UTF-8.
import-no-headings = Tiedosto on tyhjä. Ensimmäisellä rivillä pitää olla sarakkeiden otsikot.
import-unknown-heading = Tuntematon otsikko. Sarakkeet ovat: { $known }.
import-heading-twice = Sama sarake on tiedostossa kahdesti.
import-missing-column = Pakollinen sarake puuttuu.
import-cell-count = Rivillä on { $cells } saraketta, otsikoita on { $headings }.
import-missing = Pakollinen tieto puuttuu.
import-date = ”{ $found }” ei ole päivä. Kirjoita 6.2.2017 tai 2017-02-06.
import-future = { $found } on vasta edessä. Kirjoita päivä, joka on jo ollut, tai tämä päivä.
import-time = ”{ $found }” ei ole kellonaika. Kirjoita 14.00 tai 14:00.
import-number = ”{ $found }” ei kelpaa. Kirjoita kokonaisluku, vähintään 1.
import-yes-no = ”{ $found }” ei kelpaa. Kirjoita kyllä tai ei.
import-weekday = ”{ $found }” ei ole viikonpäiviä. Kirjoita esimerkiksi ma ti tai MO TU.
import-choice = ”{ $found }” ei kelpaa. Jokin näistä: { $known }.
import-twice = ”{ $found }” on jo rivillä { $line }.
import-identity-code = Tämä näyttää henkilötunnukselta. Käytä tiimin omaa tunnusta, esimerkiksi 2017-001.
import-no-such-client = Asiakasta, jonka tunnus on ”{ $found }”, ei ole. Tuo asiakkaat ensin.
import-no-such-activity = Toimintaa ”{ $found }” ei ole. Tuo toiminnat ensin ja kirjoita nimi täsmälleen samoin.
import-no-such-worker = Työntekijää ”{ $found }” ei ole. Kirjoita tunnus tai nimi: { $known }.
import-ends-before-start = Tämä on ennen päivää { $first }, josta se alkaa.
import-time-order = Päättymisaika ei ole alkamisajan jälkeen.
import-days-two-ways = Rivillä on sekä viikonpäivät että päivät. Jätä toinen tyhjäksi.
import-outside-series = { $day } ei ole alkamis- ja päättymispäivän välissä.
import-most-below-least = Enimmäismäärä on pienempi kuin vähimmäismäärä { $least }.
import-most-below-members = Jäseniä on jo { $members }. Paikkoja pitää olla vähintään yhtä monta.
import-full = Paikkoja on { $seats }, ja ne ovat täynnä. Käytä tilaa jonossa.
import-no-such-step = Asiakkuus ei voi enää siirtyä tähän tilaan. Palaava asiakas saa uuden asiakkuuden.
import-opened-missing = Avaamispäivä puuttuu.
import-opened-before-pending = Asiakkuus on avattu ennen kuin asia on tullut vireille.
import-opened-while-pending = Vireillä olevalla ei ole avaamispäivää. Jätä tyhjäksi tai vaihda tila.
import-closed-missing = Päättymispäivä puuttuu.
import-closed-before-start = Asiakkuus on päättynyt ennen kuin se on alkanut.
import-closed-while-live = Päättymispäivä on, mutta tila ei ole päättynyt. Korjaa toinen.
import-reason-missing = Päättymisen syy puuttuu.
import-outcome-missing = Jatkopolku puuttuu.
import-live-episode = Asiakkaalla on jo asiakkuus, vireillä { $since } alkaen. Päätä se ensin.
import-before-last-closed = Edellinen asiakkuus päättyi vasta { $closed }.
import-spell-needs = Tässä tilassa tieto on pakollinen.
import-spell-has-not = Tässä tilassa tiedon pitää olla tyhjä.
import-spell-end = Päivä ei sovi tilaan: mukana olevan viimeinen päivä on edessä, päättyneen takana.
import-no-way-back = Tästä tilasta ei ole paluuta. Palaava aloittaa uuden jakson: kirjoita uusi alkamispäivä.
import-live-spell = Asiakas ”{ $found }” on jo mukana tässä toiminnassa tai jonottaa siihen.
import-overlap = Asiakas oli tässä toiminnassa jo samaan aikaan.



## Näkymät

## Liikkuminen ja valikko

today-title-mine = Tänään · omat
today-title-all = Tänään · kaikki
today-sessions = Kerrat tänään
today-no-sessions = Tänään ei ole kertoja.
today-late = Myöhässä { $count }
today-week = Tällä viikolla { $count }
today-nothing-due = Viikon sisällä ei ole määräaikoja.
today-pending = Vireillä { $count }
today-drafts = Kesken jäänyt { $count }
clients-title = Asiakkaat · { $scope } · { $count }
clients-mine = omat
clients-all = kaikki
visitor = kävijä
groups-title = Ryhmät ja toiminta
reviews-title-mine = Arvioinnit · omat · { $count }, myöhässä { $late }
reviews-title-all = Arvioinnit · kaikki · { $count }, myöhässä { $late }
services-title = Palvelut ja toiminta
roster-title = Osallistujat
card-title = Asiakas
help-title = Ohje: näppäimet tässä näkymässä
narrowed-by = · rajaus:
sessions =
    { $count ->
        [one] { $count } kerta
       *[other] { $count } kertaa
    }
too-small = Ikkuna on liian pieni. Suurenna se vähintään kokoon { $columns } × { $rows }. Mitään ei häviä.
no-such-key = Näppäin ei tee tässä mitään. ? näyttää, mitä voi tehdä.
nothing-behind = Tämä on ensimmäinen näkymä. q lopettaa.
paste-nowhere = Liitettyä tekstiä ei voi panna tähän. Avaa ensin lomake tai haku.
paste-cut = Liitetty teksti oli liian pitkä: loppu jäi pois.
panicked = Rinnalla pysähtyi ohjelmavirheeseen. Tallennettu ja kesken jäänyt ovat tallessa; käynnistä ohjelma uudelleen.
yes = kyllä
no = ei

## Tyhjä

empty-clients = Täällä ovat asiakkaat. n lisää ensimmäisen, o näyttää muut listat.
empty-narrowed = Rajaukseen ei osu mitään. Esc näyttää taas kaikki.
empty-activities = Täällä ovat ryhmät, kurssit ja avoin toiminta. n lisää uuden; koko toimintaohjelman tuo komento rinnalla import activities TIEDOSTO.
empty-reviews = Arviointeja ei ole tulossa. Tavoitteelle voi antaa arviointipäivän asiakkaan kortilta (t).
empty-calendar = Tällä viikolla ei ole kertoja. < ja > vaihtavat viikkoa, t palaa tähän viikkoon.
empty-roster = Listalla ei ole ketään. Lisää osallistuja tai kävijä näppäimellä n.
empty-roster-heads = Nimiä ei kysytä. Merkitse kävijämäärä näppäimellä #.

## Miksi ei nyt

refuse-nothing-here = Tällä rivillä ei ole avattavaa.
refuse-no-client = Valitse ensin asiakas.
refuse-no-due-line = Valitse ensin rivi, jolla on määräaika.
refuse-cannot-move = Tätä päivää ei voi siirtää käsin. Oman seurannan ja arvioinnin voi.
refuse-no-draft = Tämä rivi ei ole keskeneräinen lomake.
refuse-no-episode = Asiakkaalla ei ole voimassa olevaa asiakkuutta. a avaa uuden.
refuse-no-review = Valitse ensin tavoite, jolla on arviointipäivä.
refuse-cancel-held = Kerralla on merkintöjä, joten sitä ei voi perua.
refuse-cancel-closed = Kerta on jo suljettu pyhän tai sulkupäivän vuoksi.
no-draft-here = Tällä lomakkeella ei ole luonnosta.
only-field = Tässä on vain yksi kenttä.
roster-no-session = Tällä viikolla ei ole kertaa, jolle merkitä. < ja > vaihtavat viikkoa.
roster-not-held = Kertaa ei pidetä: { $why }.
roster-future = Kerta { $day } ei ole vielä ollut. Estyneen (e) voi merkitä jo nyt.
roster-nobody = Valitse ensin henkilö.
roster-all-marked = Kaikki näkyvät on jo merkitty.
roster-outside-spell = Henkilö ei ollut ryhmän jäsen { $day }.

## Sarakkeet

column-born = Syntynyt
column-own-worker = Oma tt.
column-review = Arviointi
column-contact = Yhteys
column-kind = Laji
column-when = Milloin
column-seats = Paikat
column-waiting = Jono
column-rate = Läsnä
column-goal = Tavoite

## Asiakkaan kortti

aged = { $years } v
non-disclosure = TURVAKIELTO: kotikunta ja sähköposti on piilotettu
card-next = Seuraava
card-last = Viimeksi
card-goals = Tavoitteet
card-no-goals = Ei tavoitteita. t lisää tavoitteen.
card-enrolments = Ryhmät ja palvelut
card-no-enrolments = Ei ryhmiä eikä palveluja.
card-timeline = Aikajana
card-episode = Asiakkuus
card-no-episode = Ei asiakkuutta. a avaa asiakkuuden.
card-own-worker = omatyöntekijä { $name } { $since } alkaen
card-own-worker-missing = omatyöntekijä puuttuu: w nimeää
card-review-on = arviointi { $day }
card-no-review = ei arviointipäivää
card-reviewed = Arviointi
card-hold-review = arvioi tavoite
card-new-episode = uusi asiakkuus
card-follow-up = → { $day } { $what }
card-follow-up-done = → { $day } { $what } (hoidettu)

## Osallistujat

roster-visitor = { $name } (kävijä)
roster-heads = + muut kävijät
roster-marked = merkitty { $marked }/{ $expected }
roster-open-card = asiakkaan kortti
roster-no-sessions = Ei kertoja näillä viikoilla. Aika: { $when }
mark-unmarked = merkitsemättä

## Kalenteri ja palvelut

calendar-first = alkaa
calendar-restore = palauta kerta
days-open = päivät sopimatta
from-day = alkaen { $day }
every-weeks = joka { $count }. viikko
on-weekday-mon = maanantaisin
on-weekday-tue = tiistaisin
on-weekday-wed = keskiviikkoisin
on-weekday-thu = torstaisin
on-weekday-fri = perjantaisin
on-weekday-sat = lauantaisin
on-weekday-sun = sunnuntaisin
on-two-days = { $one } ja { $other }
nth-weekday-mon = maanantaina
nth-weekday-tue = tiistaina
nth-weekday-wed = keskiviikkona
nth-weekday-thu = torstaina
nth-weekday-fri = perjantaina
nth-weekday-sat = lauantaina
nth-weekday-sun = sunnuntaina
nth-first = 1.
nth-second = 2.
nth-third = 3.
nth-fourth = 4.
nth-last = viimeisenä
on-days-every = { $every } { $days }
every-weeks-in-full =
    { $count ->
        [2] joka toinen viikko
        [3] joka kolmas viikko
       *[other] joka { $count }. viikko
    }
on-nth-day = { $months } { $nth } { $day }
of-months =
    { $count ->
        [1] kuukauden
        [2] joka toisen kuukauden
        [3] joka kolmannen kuukauden
       *[other] joka { $count }. kuukauden
    }
on-nth-day-short = kuun { $nth } { $day }
every-months = joka { $count }. kk
on-many-days = { $count } päivänä
at-clock = klo { $time }
from-clock = klo { $time } alkaen
until-day = { $day } asti
last-day-open = viimeinen päivä avoin
period-open = ajanjakso avoin
not-on-days = ei { $days }
not-on-many = paitsi { $count } päivänä
also-on-days = myös { $days }
also-on-many = lisäksi { $count } päivänä
on-holidays-too = myös pyhäpäivinä
not-known = ei tiedossa
booking-needed = ilmoittautuminen
booking-free = ilman ilmoittautumista
people-between = { $least }–{ $most } henkilöä
people-most = enintään { $most } henkilöä
people-any = ei ylärajaa
members-and-queue = jäseniä { $members }, jonossa { $queue }
service-provider = Tuottaja
service-place = Paikka
service-when = Aika
service-people = Paikkoja
service-remarks = Lisätietoja

## Haku

look-up-title = Haku
look-up-hits =
    Haku · { $count ->
        [one] { $count } osuma
       *[other] { $count } osumaa
    }
look-up-prompt = Haku
look-up-help = Kirjoita osa nimestä, puhelinnumerosta tai syntymäajasta, tai toiminnan tai komennon nimeä.
look-up-nothing = Ei osumia. Kokeile lyhyempää osaa nimestä.
hit-activity = toiminta
hit-command = komento

## Lomakkeet

saved = Tallennettu. u kumoaa.
draft-kept = Luonnos on tallessa: se löytyy Tänään-näkymästä.
draft-found = Keskeneräinen luonnos { $at } on täytetty tähän. Ctrl-X hylkää sen.
draft-found-stale = Tiedot ovat muuttuneet sen jälkeen, kun avasit ne. Muuttuneen kentän alla kerrotaan, mitä on tapahtunut. Tarkista ja tallenna, tai hylkää Ctrl-X:llä.
draft-discarded = Luonnos on hylätty.
form-client-new = Uusi asiakas
form-client = Asiakkaan tiedot
form-episode = Asiakkuus
form-own-worker = Omatyöntekijä
form-goal-new = Uusi tavoite
form-goal = Tavoite
form-review = Arviointi
form-note-new = Uusi kirjaus
form-note = Kirjaus
form-move = Siirrä toiseen päivään
form-count = nimettömiä kävijöitä (tyhjä: ei laskettu)
form-cancel = Kerta ei toteudu
form-go-to-day = Siirry päivään
field-family-name = Sukunimi
field-given-name = Etunimi
field-birth-date = Syntymäaika
field-phone = Puhelin
field-email = Sähköposti
field-address = Yhteysosoite
field-postcode = Postinumero
field-municipality = Kotikunta
field-language = Asiointikieli
field-gender = Sukupuoli
field-education = Koulutus
field-employment = Työtilanne
field-household = Kotitalous
field-benefit = Etuus
field-bus-card = Bussikortti
field-non-disclosure = Turvakielto
field-reference = Tunnus
field-pending-since = Vireillä alkaen
field-referrer = Ohjaava taho
field-own-worker = Omatyöntekijä
field-from = Alkaen
field-state = Tila
field-opened = Avattu
field-closed = Päättynyt
field-close-reason = Päättymisen syy
field-outcome = Mihin siirtyi
field-goal-text = Tavoite omin sanoin
field-target = Milloin toteutunut
field-theme = Teema
field-responsible = Vastuu
field-set-on = Asetettu
field-review-on = Arvioidaan
field-ended = Päättynyt
field-assessment = Sanallinen arvio
field-goal-state = Tavoitteen tila
field-next-review = Seuraava arviointi
field-held = Arvioitu
field-body = Kirjaus
field-channel = Asiointitapa
field-follow-up-on = Palaa asiaan
field-follow-up-what = Mitä silloin
field-on-day = Päivä
field-day = Päivä
field-count = Määrä
field-reason = Syy
wrong-empty = Tämä kenttä on täytettävä.
wrong-number = Kirjoita luku 0–9999, esimerkiksi 12, tai jätä tyhjäksi.
wrong-future = Päivä on vasta tulossa. Anna tämänpäiväinen tai aiempi päivämäärä.
wrong-before-set = Päivä on ennen tavoitteen asettamista.
wrong-ended-active = Voimassa olevalla tavoitteella ei ole päättymispäivää. Vaihda tila tai tyhjennä päivä.
wrong-next-early = Seuraavan arvioinnin on oltava tämän jälkeen.
wrong-follow-up-day = Anna päivä, jolloin asiaan palataan.
episode-fault-step = Tähän tilaan ei voi siirtyä nykyisestä.
episode-fault-opened-missing = Anna päivä, jona asiakkuus avattiin.
episode-fault-opened-early = Avaaminen ei voi olla ennen vireilletuloa.
episode-fault-opened-pending = Vireillä olevalla ei ole avauspäivää. Vaihda tilaksi avoin tai tyhjennä päivä.
episode-fault-closed-missing = Anna päättymispäivä.
episode-fault-closed-early = Päättyminen ei voi olla ennen alkua.
episode-fault-closed-live = Päättymispäivä kuuluu vain päättyneelle. Vaihda tila tai tyhjennä päivä.
episode-fault-reason = Valitse päättymisen syy.
episode-fault-outcome = Valitse, mihin asiakas siirtyi.

## Toiminnot

action-today-screen = Tänään
action-clients-screen = Asiakkaat
action-groups-screen = Ryhmät
action-reviews-screen = Arvioinnit
action-calendar-screen = Kalenteri
action-services-screen = Palvelut
action-look-up = haku
action-help = ohje
action-undo = kumoa
action-refresh = lue uudelleen
action-back = takaisin
action-quit = lopeta
action-up = ylös
action-down = alas
action-page-up = sivu ylös
action-page-down = sivu alas
action-first = alkuun
action-last = loppuun
action-next-pane = toinen palsta
action-open = avaa
action-narrow = rajaa
action-scope = vaihda lista
action-new-client = uusi asiakas
action-edit-client = muokkaa asiakasta
action-open-card = kortti
action-new-note = kirjaus
action-episode = asiakkuus
action-own-worker = omatyöntekijä
action-new-goal = uusi tavoite
action-done = valmis
action-move = siirrä
action-discard = hylkää luonnos
action-earlier = viikko taakse
action-later = viikko eteen
action-this-week = tämä viikko
action-go-to-day = siirry päivään
action-previous-session = edellinen kerta
action-next-session = seuraava kerta
action-present = läsnä
action-late = myöhässä
action-excused = estynyt
action-no-show = poissa
action-clear = tyhjennä
action-rest-present = loput läsnä
action-count-heads = kävijämäärä
action-cancel = peru kerta
action-next-field = seuraava kenttä
action-previous-field = edellinen kenttä
action-choose = eteenpäin
action-save = tallenna
action-leave = takaisin, luonnos säilyy
place-global = Kaikkialla
place-list = Listassa
place-today = Tänään
place-clients = Asiakkaat
place-card = Asiakkaan kortti
place-groups = Ryhmät
place-roster = Osallistujat
place-reviews = Arvioinnit
place-calendar = Kalenteri
place-services = Palvelut
place-look-up = Haku
place-help = Ohje
place-form = Lomakkeet
key-enter = Enter
key-esc = Esc
key-space = Väli
key-tab = Tab
key-backtab = Vaihto-Tab
key-up = Ylös
key-down = Alas
key-left = Vasen
key-right = Oikea
key-pgup = PgUp
key-pgdn = PgDn
key-home = Home
key-end = End
key-del = Del
key-backspace = Askelpalautin

## Kumoaminen

undone = Kumottu: { $what }
undone-client = asiakkaan tiedot
undone-episode = asiakkuus
undone-assignment = omatyöntekijä
undone-goal = tavoite
undone-review = arviointi
undone-note = kirjaus
undone-session = kerta
undone-attendance = läsnäolomerkintä
undone-enrolment = ryhmän jäsenyys
undone-other = viimeisin muutos
offer-file = Tiedostoa { $path } ei ole. Tehdäänkö uusi?
no-terminal = Ohjelma tarvitsee päätteen. Ilman päätettä toimivat komennot: rinnalla --help
dumb-terminal = Tällä päätteellä (TERM=dumb) ei voi piirtää näyttöä. Käytä toista päätettä tai komentoja: rinnalla --help
command-demo = Avaa keksityn asiakaskunnan oikean toimintaohjelman ympärillä
command-import = Tuo asiakkaat, toiminnan, osallistujat tai läsnäolot CSV-tiedostosta
command-keys = Näyttää kaikki näppäimet
argument-keep = Kirjoittaa tiedoston ja lopettaa
argument-seed = Toinen asiakaskunta
argument-what = clients, activities, enrolments tai attendance
argument-file = CSV-tiedosto, UTF-8, pilkuin tai puolipistein
argument-dry_run = Tarkistaa ja kertoo, mitä muuttuisi; ei muuta mitään
column-keys = Näppäimet
column-action = Toiminto
scope-mine-all = omat/kaikki
scope-next = näytä { $scope }
column-where = Missä
wrong-before-own-worker = Nykyinen omatyöntekijä on nimetty vasta tämän jälkeen.
error-over = Asiakkuus on jo päättynyt, eikä siihen voi lisätä mitään: avaa asiakkaan kortilla uusi asiakkuus (a).

wrong-identity-code = Tämä näyttää henkilötunnukselta. Anna tiimin oma tunnus, esimerkiksi 2017-014.
wrong-before-last = Edellinen asiakkuus päättyi vasta { $day }.
wrong-before-mark = Asiakkaalla on läsnäolomerkintä { $day }. Anna se päivä tai myöhempi.
wrong-past = Päivä on jo mennyt. Anna tuleva päivä, tai vuosi, jos tarkoitat ensi vuotta.
wrong-no-year = Anna myös vuosi, esimerkiksi 6.2.1985.
go-there = siirry
saving = Tallennus on kesken; odota hetki.
new-line = uusi rivi
no-choice-here = Tässä kentässä ei ole valintoja: kirjoita.
action-other-choice = toinen valinta
action-undo-typing = kumoa kirjoitus
in-the-file = tiedostossa: { $value }
refuse-episode-over = Asiakkuus on päättynyt, eikä sen tavoitteita enää muuteta.
form-episode-new = Uusi asiakkuus
roster-future-heads = Kerta { $day } ei ole vielä ollut.
undone-whom = Kumottu: { $what }, { $whom }
days-today = tänään
cancelled-count = , peruttu { $count }
today-empty = Aloita tästä: n lisää ensimmäisen asiakkaan, ja ryhmän lisää n näkymässä 3. Koko toimintaohjelman tuo komento rinnalla import activities TIEDOSTO. ? näyttää kaikki näppäimet.
look-up-nothing-number = Ei osumia. Kokeile muutamaa peräkkäistä numeroa.
episode-closed-with = Tallennettu; ryhmien ja jonojen paikkoja päättyi { $count }. u kumoaa.
changed-by-colleague = työtoveri on muuttanut tämän sillä välin
wrong-phone = Puhelinnumerossa on oltava numeroita, esimerkiksi 040 123 4567.
wrong-known-client = Samanniminen, samana päivänä syntynyt asiakas on jo. Jos tämä on eri henkilö, tallenna uudelleen; muuten Esc ja haku (/).
enrolment-offered = paikkaa tarjottu
error-already-in = Asiakas on jo mukana tai jonossa, tai oli mukana vielä sinä päivänä: valitse myöhempi alkupäivä, tai jatka entisestä.
error-others-wait = Muut ovat jonottaneet pidempään: kerro, miksi tämä menee heidän edelleen.
error-marks-outside = Henkilöllä on merkintöjä sen päivän toisella puolella, eikä mennyttä muuteta: valitse toinen päivä tai poista ensin merkintä.
error-slot-taken = Aika on jo varattu, tai henkilöllä on jo aika samana päivänä: valitse toinen aika.
due-register-close = osallistujalista sulkematta
due-offer = paikkatarjous raukeaa
due-free-seat = paikka vapaana, jonossa väkeä
form-absence = Ilmoitettu poissaolo
field-away-from = Poissa alkaen
field-away-to = Poissa asti
field-away-reason = Syy, jos kerrottu
wrong-ends-before = Päättyy ennen kuin alkaa: tarkista päivät.
wrong-names-another = Teksti näyttää nimeävän toisen osallistujan ({ $name }). Kirjaus jää tälle asiakkaalle: ota nimi pois, tai tallenna uudelleen, jos se tarkoittaa muuta.
absence-saved = Poissaolo on kirjattu ja näkyy kaikilla listoilla.
form-close = Sulje osallistujalista
close-unmarked = { $count } merkitsemättä: { $names }
close-stay-unmarked = jäävät merkitsemättä
field-rest = Merkitsemättömät
action-close-register = sulje lista
roster-reopen = avaa lista
register-closed = Osallistujalista on suljettu.
form-reopen = Avaa suljettu osallistujalista
field-why = Miksi
register-reopened = Osallistujalista on auki. Korjaus näkyy lokissa.
form-remark = Kerran muistiinpano
remark-no-names = Muistiinpano koskee kertaa, ei ketään osallistujaa: älä kirjoita nimiä.
field-remark = Muistiinpano
form-extra = Ylimääräinen kerta
form-withdraw = Pois jonosta
form-end-spell = Päätä osallistuminen
spell-withdrawn = Asiakas on pois jonosta.
spell-ended = Osallistuminen on päätetty. Menneet merkinnät säilyvät.
form-spell = Osallistuminen
field-spell-goal = Tavoite tässä
form-offer = Tarjoa paikka
form-seat = Ota osallistujaksi
form-put-first = Nosta jonon kärkeen
queue-others-wait = Jonossa on ennen tätä muita. Kerro, miksi tämä menee heidän edelleen.
field-ahead = Miksi muiden edelle
field-offer-until = Voimassa asti
queue-offered = Paikka on tarjottu. Määräpäivä näkyy Tänään-näytössä.
queue-seated = Asiakas on nyt osallistuja.
queue-put-first = Asiakas on jonon kärjessä.
form-enter-new = Uusi henkilö
enter-full = Paikat ovat täynnä ({ $seats }), jonossa { $waiting }: osallistujaksi tuleva menee jonon viimeiseksi.
enter-others-wait = Jonossa on { $waiting }. Ilman syytä osallistujaksi tuleva menee jonon viimeiseksi.
enter-member = osallistujaksi
enter-member-full = osallistujaksi (täynnä: jonoon)
enter-visitor = vain tällä kerralla (kävijä)
enter-queued = jonoon
field-enter-as = Tulee
field-member-from = Osallistuja alkaen
entered-member = { $name } on nyt osallistuja.
entered-queued = { $name } on jonossa { $place }.
entered-visitor = { $name } on merkitty kävijänä läsnä.
form-note-roster = Kirjaus ryhmästä
action-newcomer = uusi tulija
action-announce = ilmoitettu poissaolo
action-end-spell = päätä osallistuminen
action-edit-spell = osallistumisen tiedot
action-session-note = kerran muistiinpano
action-extra-session = ylimääräinen kerta
action-paper = paperilista
action-queue = jono
action-offer = tarjoa paikka
action-put-first = nosta kärkeen
action-join-group = ryhmään tai jonoon
place-queue = Jono
place-pick = Henkilön valinta
roster-announced = ilmoitti: poissa { $days }
roster-remark = Kerrasta
roster-room = paikalla { $present }/{ $seats }
roster-is-closed = lista suljettu
roster-cancel = ei pidetä
roster-only-visits = Henkilö on kävijä, ei osallistuja: merkinnän voi poistaa Del-näppäimellä.
roster-rest = Läsnä merkitty: { $marked }.
roster-rest-excused = Läsnä merkitty: { $marked }. Ilmoituksensa mukaan estyneet: { $excused }.
queue-count = jonossa { $count }
queue-title = Jono
seats-free = vapaana { $count }
seats-offered = tarjottuna { $count }
queue-offer-until = paikkaa tarjottu { $day } asti
queue-offer-lapsed = tarjous raukesi { $day }
queue-ahead = edellä: { $reason }
queue-nobody = Jonossa ei ole ketään. Lisää jonoon näppäimellä n.
queue-no-seat = Paikat ovat täynnä: paikan voi tarjota, kun joku lopettaa.
queue-first-already = Asiakas on jo ensimmäinen.
queue-add = lisää jonoon
action-seat = ota osallistujaksi
queue-take-back-offer = peru tarjous
queue-put-back = omalle paikalleen
action-withdraw = pois jonosta
column-phone = Puhelin
column-since = Jonossa
empty-queue = Jonossa ei ole ketään. Lisää jonoon näppäimellä n.
pick-title = Kuka tulee: { $what }
pick-new = + Uusi henkilö: { $name }
pick-there = jo listalla
pick-there-already = Henkilö on jo listalla.
pick-help = Kirjoita pari kirjainta nimestä.
refuse-no-spell = Valitse ensin ryhmä tai ilmoitettu poissaolo.
card-no-absence = tulee sittenkin
card-offer = paikka { $day } asti
groups-choose = Mihin: { $name }
groups-choose-this = valitse tämä
today-notice = Huomaa { $count }
due-line-done = Hoidettu. u kumoaa.
due-free-seats = { $free } paikkaa vapaana, { $waiting } jonossa
file-written = Lista on tiedostossa { $path }. Hävitä se, kun sitä ei enää tarvita.
file-not-written = Tiedostoa ei voitu kirjoittaa kotikansioosi: tarkista, että siellä on tilaa ja että saat kirjoittaa sinne.
error-name-taken = Samanniminen toiminta on jo: anna toinen nimi, tai avaa se luettelosta ja muokkaa sitä.
undone-activity = toiminnan tiedot
undone-series = toiminnan ajat
action-new-activity = uusi toiminta
action-edit-activity = muokkaa toimintaa
form-activity-new = Uusi toiminta
form-activity = Toiminta
field-name = Nimi
field-kind = Laji
field-tier = Taso
field-weekdays = Viikonpäivät
field-starts-at = Alkaa klo
field-ends-at = Päättyy klo
field-first-day = Ensimmäinen päivä
field-last-day = Viimeinen päivä
field-every = Joka monesko vk tai kk
field-times = Tai näin monta kertaa
field-repeats = Toistuu
field-not-on = Ei kokoonnu
field-skip-holidays = Pyhät jäävät väliin
repeats-weekly = viikoittain
repeats-first = kuukauden ensimmäisenä
repeats-second = kuukauden toisena
repeats-third = kuukauden kolmantena
repeats-fourth = kuukauden neljäntenä
repeats-last = kuukauden viimeisenä
wrong-one-weekday = Kuukausittain toistuvalle annetaan yksi viikonpäivä, esimerkiksi ti.
wrong-times = Kirjoita kertojen määrä, enintään { $most }, tai jätä tyhjäksi.
wrong-times-before = Kertoja on ollut jo { $count }. Anna suurempi luku, tai anna viimeinen päivä.
wrong-not-on = { $day } ei ole tuleva kokoontumispäivä. Kirjoita tähän vain päivät, jotka jäävät väliin: 21.2. 28.2.
activity-days-more = Sovitut lisäpäivät pysyvät: { $days }
field-place = Paikka
field-lead = Vetäjä
field-capacity-max = Jäseniä enintään
field-capacity-min = Jäseniä vähintään
field-seats = Tilaan mahtuu
field-slot-minutes = Vastaanottoaika, min
field-counts-only = Vain kävijämäärä
field-needs-booking = Ilmoittautuminen
field-provider = Tuottaja
field-partner = Kumppani
field-remarks = Lisätietoja
wrong-time = Tätä ei ymmärretä kellonajaksi; kirjoita esimerkiksi 10, 10.30 tai 1030.
wrong-time-order = Päättymisajan on oltava alkamisajan jälkeen.
wrong-no-start = Anna myös alkamisaika.
wrong-weekdays = Tätä ei ymmärretä viikonpäiviksi; kirjoita esimerkiksi ti to tai ma–pe.
wrong-no-weekdays = Anna myös viikonpäivät, esimerkiksi ti to.
wrong-every = Kirjoita luku 1–52: 1 on joka viikko tai kuukausi, 2 joka toinen.
wrong-no-first-day = Anna myös ensimmäinen päivä: väliviikot, kuukaudet ja kerrat lasketaan siitä.
wrong-last-before-first = Viimeinen päivä on ennen ensimmäistä.
wrong-people = Kirjoita luku 1–9999. Jos rajaa ei ole, jätä tyhjäksi.
wrong-minutes = Kirjoita minuutit 5–480. Tyhjä on 30.
wrong-most-below-least = Enimmäismäärä on pienempi kuin vähimmäismäärä { $least }.
wrong-most-below-members = Jäseniä on jo { $members }. Anna vähintään se määrä, tai päätä ensin jäsenyyksiä.
activity-days-kept = Päivät on annettu yksitellen tai useassa jaksossa, eikä niitä muuteta tässä: { $when }.
saved-from-today = Tallennettu. Ajat muuttuvat tästä päivästä alkaen, menneet kerrat eivät. u kumoaa.
refuse-no-activity = Valitse ensin toiminta.
import-no-session = Toiminnalla ei ole kertaa { $found }. Lähimmät kerrat: { $days }.
import-no-session-at-all = Toiminnalla ei ole kertaa { $found }. Tarkista päivä ja toiminta.
import-no-such-start = Silloin ei ole kertaa, joka alkaa klo { $found }. Jokin näistä: { $known }.
import-start-needed = Sinä päivänä on useita kertoja. Kirjoita alkamisaika, jokin näistä: { $known }.
import-other-end = Kerta päättyy klo { $end }. Korjaa aika tai jätä se tyhjäksi.
import-cancelled = Kerta { $found } on peruttu. Jos se pidettiin, palauta se ensin kalenterissa.
import-on-holiday = { $found } on pyhäpäivä ({ $holiday }), eikä kertaa pidetä. Tarkista päivä.
import-shut = { $found } on suljettu ({ $reason }), eikä kertaa pidetä. Tarkista päivä.
import-register-closed = Kerran { $found } läsnäololista on suljettu, ja siinä lukee muuta kuin tällä rivillä. Pyydä esihenkilöä avaamaan se tai poista rivi.
import-future-mark = { $found } on vasta edessä. Etukäteen voi merkitä vain, että asiakas on estynyt.
import-count = ”{ $found }” ei kelpaa. Kirjoita luku 0–9999.
import-nobody-marked = Rivi ei kerro, ketä se koskee. Kirjoita asiakkaan tunnus ja merkintä, tai pelkkä kävijämäärä.
import-name-and-heads = Rivillä on sekä asiakas että kävijämäärä. Kirjoita ne eri riveille.
import-heads-twice = Tämän kerran kävijämäärä on jo rivillä { $line }.
paper-away = poissa
paper-legend-away = Listaan painettu ”poissa”: asiakas on ilmoittanut etukäteen.
command-roster = Näyttää toiminnan viikon osallistujat ja merkinnät tai tekee paperilistan
argument-activity = Toiminnan nimi tai sen osia
argument-paper = Lista paperille: etunimet ja ruudut, A4-sivuina
roster-no-such = Mikään toiminta ei vastaa hakua ”{ $typed }”. Kokeile lyhyempää nimen osaa.
roster-which = ”{ $typed }” ei osu yhteen ainoaan toimintaan. Kirjoita jokin näistä nimistä:
roster-empty-week = Ei kertoja ({ $week }). Aika: { $when }
roster-nothing-to-print = Tällä viikolla ei ole kertaa, josta tehdä listaa: valitse toinen viikko (< >).
month-1 = tammikuu
month-2 = helmikuu
month-3 = maaliskuu
month-4 = huhtikuu
month-5 = toukokuu
month-6 = kesäkuu
month-7 = heinäkuu
month-8 = elokuu
month-9 = syyskuu
month-10 = lokakuu
month-11 = marraskuu
month-12 = joulukuu
action-previous-day = edellinen päivä
action-next-day = seuraava päivä
action-switch-view = toinen näkymä
action-edit-session = muokkaa kertaa
action-shut-day = tiimi kiinni
action-clashes = päällekkäisyydet
place-month = Kuukausi
place-clashes = Päällekkäisyydet
view-week = viikko
view-month = kuukausi
view-day = päivä
view-term = kausi
calendar-view = näkymä: { $next }
calendar-term = Kausi
calendar-mine = omat
calendar-month-back = kuukausi taakse
calendar-month-on = kuukausi eteenpäin
calendar-day-back = päivä taakse
calendar-day-on = päivä eteenpäin
calendar-today = tänään
calendar-open-day = tiimi sittenkin auki
calendar-eve = { $name } (aatto)
calendar-term-has-no-day = Kaudella ei ole päivää: v vaihtaa viikkoon.
column-first = Alkaa
column-last = Päättyy
column-times = Kertoja
term-open = avoin
clashes-title = Päällekkäisyydet
clash-lead = sama ohjaaja
clash-place = sama paikka
clash-clients = { $count ->
    [one] 1 yhteinen asiakas
   *[other] { $count } yhteistä asiakasta
}
empty-clashes = Ei päällekkäisyyksiä tällä ajalla.
form-session = Muokkaa kertaa
session-is-held = Kerralla on jo merkintöjä: päivä ja aika eivät muutu, paikan ja ohjaajan voi korjata.
scope-this-one = vain tämä kerta
scope-from-this-on = tästä kerrasta eteenpäin
scope-all-coming = kaikki tulevat kerrat
field-scope = Mitä muutetaan
wrong-monthly-day = Kuukausittaisen sarjan päivää ei voi siirtää näin: muuta toiminnan tietoja (Ryhmät, e).
session-series-saved = Tallennettu. Menneet kerrat eivät muutu. u kumoaa.
form-shut = Tiimi on kiinni
undone-absence_notice = ilmoitettu poissaolo
action-book = varaa aika
action-free-slot = vapauta aika
place-slots = Vastaanottoajat
form-book-new = Uusi henkilö, aika
book-later = Aika, jota varattiin, voi jo olla jollakulla muulla. Tässä tallennetaan henkilö; aika varataan vastaanottopäivän listalta.
slot-booked = Aika on varattu. u kumoaa.
slot-freed = Aika on vapautettu. u kumoaa.
slot-at = { $day } klo { $time }
error-marked = Henkilöllä on jo merkintä tällä kerralla, joten aikaa ei voi vapauttaa: poista merkintä ensin kerran listalta (Del).
pick-booked = on jo aika
pick-booked-already = Henkilöllä on jo aika samana päivänä.
slots-title = Vastaanottoajat
slots-looking = Aika: { $name } · { $activity }
slots-no-sessions = Vastaanottopäiviä ei ole näillä viikoilla. Päivät: { $when }. F2 muokkaa toimintaa, o lisää yhden päivän.
slots-other-kind = Toiminta ei ole enää vastaanottopäivä, joten aikoja ei varata. F2 muokkaa toimintaa.
slots-times-open = Kellonajat ovat vielä avoinna, joten aikoja ei voi varata. F2 muokkaa toimintaa: anna alkamis- ja päättymisaika.
slots-too-short = Kerta on lyhyempi kuin yksi vastaanottoaika ({ $minutes } min), joten aikoja ei ole. F2 muokkaa toimintaa.
slots-taken = Aika on jo varattu: valitse vapaa aika.
slots-has-one = { $name }: aika on jo varattu tälle päivälle.
slots-free-already = Tässä ei ole varattua aikaa, jonka voisi vapauttaa.
slots-nobody = Aika on vapaa. Varaa se ensin näppäimellä n.
slot-free = vapaa
slot-outside = aikaa ei enää ole
slot-without = ilman aikaa
column-time = Aika
column-mark = Merkintä
undone-booking = ajanvaraus
slots-times-were-open = Kellonajat jäivät avoimiksi, joten aikoja ei ole: menneen päivän aikoja ei enää anneta.
people-by-appointment = { $minutes } minuutin aikoja
field-contact = Yhteystieto
field-enrol-how = Miten mukaan
field-price = Hinta
field-needs-decision = Tarvitaan päätös
field-valid-from = Voimassa alkaen
field-valid-to = Voimassa asti
field-agreed-from = Sopimus alkaen
field-agreed-to = Sopimus asti
field-agreed-hours = Sovitut tunnit
field-agreed-persons = Sovittu henkilömäärä
wrong-agreed = Kirjoita luku 1–99999. Jos siitä ei ole sovittu, jätä tyhjäksi.
service-kind = Laji
service-theme = Teema
service-partner = Kumppani
service-enrol = Miten mukaan
service-contact = Yhteystieto
service-decision = Päätös
service-price = Hinta
service-bus-card = Bussikortti
service-valid = Voimassa
service-recommended = Suositeltu
service-agreed = Sovittu kausi
service-hours = Sovitut tunnit
service-persons = Henkilömäärä
directory-coming = tulossa
directory-ended = päättynyt
directory-decision = päätöksellä
directory-roster = osallistujat
valid-not-yet = ei vielä voimassa
valid-no-more = ei enää voimassa
decision-needed = tarvitaan
not-marked = ei merkintää
bus-card-given = asiakas saa bussikortin
agreed-hours = { $hours } tuntia
agreed-used = käytetty { $used }
agreed-left = jäljellä { $left }
agreed-over = yli sovitun { $over }
services-choose = Suosittele palvelua: { $name }
services-choose-this = suosittele tätä
recommended = Suositeltu: { $service }. u kumoaa.
recommended-already = { $service } on jo suositeltu asiakkaalle tänään: mitään ei muuttunut.
card-recommended = suositeltu: { $service }
action-recommend = suosittele palvelua
column-provider = Tuottaja
place-service = Palvelu
undone-recommendation = suositus
due-purchased-period = sovittu kausi päättyy
recommended-to =
    { $count ->
        [0] ei vielä kenellekään
        [one] { $count } asiakkaalle
       *[other] { $count } asiakkaalle
    }
roster-spell-over = Osallistuminen on jo päättynyt. Uusi alkaa näppäimellä n.
