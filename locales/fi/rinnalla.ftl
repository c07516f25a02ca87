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
due-missed-twice = kaksi poissaoloa peräkkäin
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
error-register-closed = Läsnäololista on suljettu, eikä sitä enää muuteta: pyydä esihenkilöä avaamaan se.
error-ref-taken = Viite on jo toisella asiakkaalla: anna toinen viite.
error-live-episode = Asiakkaalla on jo voimassa oleva asiakkuus: päätä se, ennen kuin aloitat uuden.
error-nothing-to-undo = Kumottavaa ei ole: tällä istunnolla ei ole muutettu mitään.
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
command-worker-add = Lisää työntekijän tai ottaa hänet takaisin
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

place-fixed = Ohjelma on asennettu yhteiselle tiedostolle, joten --db ja RINNALLA_DB eivät kelpaa: jätä ne pois.
place-none = Kotikansiota ei löydy: kerro tiedoston paikka valitsimella --db.
no-account = Järjestelmä ei tunne käyttäjätunnustasi: pyydä apua palvelimen ylläpidolta.
not-a-worker = Et ole tämän tiedoston työntekijä: pyydä pääkäyttäjää antamaan komento ”rinnalla worker add { $login }”.
output-failed = Tulostus ei onnistunut ({ $detail }): tarkista, että levyllä on tilaa.

init-done = Tiedosto { $path } on luotu, ja { $name } ({ $login }) on sen pääkäyttäjä.
check-sound = Tiedosto on ehjä.
check-faults = Tiedostosta löytyi vikoja ({ $count }): ota siitä kopio talteen ja palauta viimeisin ehjä varmuuskopio.
days-backwards = Viimeinen päivä on ennen ensimmäistä: vaihda ne keskenään.
list-empty = Ei näytettävää.
find-more = Näytetään { $shown } osumaa { $total } osumasta: tarkenna hakua.
found-client = asiakas
found-activity = toiminta

worker-added = { $name } ({ $login }) pääsee nyt tiedostoon.
worker-left = { $name } ({ $login }) ei enää pääse tiedostoon.
worker-active = mukana
worker-ended = lähtenyt
worker-there = { $login } on jo tiedoston työntekijä: muuta tehtävää ei ole.
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




## Näkymät

