### Rinnalla på svenska.

## Dagar

weekday-mon = må
weekday-tue = ti
weekday-wed = on
weekday-thu = to
weekday-fri = fr
weekday-sat = lö
weekday-sun = sö
week = v { $number }
days = { $count } dgr
time-open = tid öppen
date-empty = Ange en dag.
date-unknown = Detta går inte att tolka som ett datum; skriv till exempel 6.2.2017, ti eller v 7.
date-no-such-day = Dagen { $typed } finns inte; menade du { $nearest }?
date-no-such-week = Vecka { $typed } finns inte; årets sista vecka är { $last }.
date-out-of-range = Året ska vara 1900–2199.

## Ord

tier-own = egen verksamhet
tier-purchased_basic = köpt bastjänst
tier-purchased_tailored = skräddarsydd köptjänst
tier-partnership = partnerskapsverksamhet
tier-general = allmän tjänst

kind-group = grupp
kind-course = kurs
kind-open = öppen verksamhet
kind-individual = enskilt stöd
kind-workshop = verkstad
kind-work_activity = arbetsverksamhet
kind-appointment = mottagningsdag

mark-present = närvarande
mark-late = försenad
mark-excused = förhindrad
mark-no_show = frånvarande

episode-pending = anhängig
episode-open = öppen
episode-paused = på paus
episode-closed = avslutad
episode-declined = inte inledd

goal-active = pågår
goal-achieved = uppnått
goal-partly = delvis uppnått
goal-not_achieved = inte uppnått
goal-dropped = slopat

responsible-client = klienten
responsible-worker = arbetstagaren
responsible-provider = tjänsteproducenten
responsible-joint = tillsammans

enrolment-waiting = i kö
enrolment-enrolled = deltar
enrolment-ended = avslutad
enrolment-withdrawn = lämnade kön

role-worker = arbetstagare
role-lead = teamledare
role-admin = huvudanvändare
role-auditor = logggranskare

due-goal-review = bedömning av målet
due-execution = verkställs senast
due-own-worker = kontaktperson saknas
due-register = närvaron oantecknad
due-missed-twice = borta två gånger i rad
due-follow-up = återkom till saken

ground-law = lag
ground-agreement = avtalat
ground-practice = praxis
ground-own = bevakning

standing-planned = planerad
standing-held = hållen
standing-not_held = inställd
standing-closed = stängt: { $reason }

holiday-new-year = nyårsdagen
holiday-epiphany = trettondagen
holiday-good-friday = långfredagen
holiday-easter-sunday = påskdagen
holiday-easter-monday = annandag påsk
holiday-may-day = första maj
holiday-ascension = Kristi himmelsfärdsdag
holiday-pentecost = pingstdagen
holiday-midsummer-eve = midsommarafton
holiday-midsummer-day = midsommardagen
holiday-all-saints = alla helgons dag
holiday-independence = självständighetsdagen
holiday-christmas-eve = julafton
holiday-christmas-day = juldagen
holiday-boxing-day = annandag jul



## Fel

error-missing = Filen finns inte: skapa den med ”rinnalla init” eller kontrollera sökvägen.
error-exists = Där finns redan något, och det ersätts inte: välj en annan plats med --db.
error-not-ours = Detta är inte en Rinnalla-fil och den lämnades orörd: kontrollera sökvägen.
error-newer = Filen är gjord med en nyare Rinnalla (filversion { $detail }): uppdatera programmet.
error-upgraded = En nyare Rinnalla har uppdaterat filen: avsluta och starta det uppdaterade programmet.
error-read-only = Filen kan inte skrivas: be huvudanvändaren om rätt att skriva i filen och dess mapp.
error-cannot-open = Filen kan inte öppnas eller skapas: kontrollera att mappen finns och att du har rätt till den.
error-old-sqlite = Programmets SQLite { $detail } är för gammal och inte pålitlig: installera en nyare Rinnalla.
error-busy = Någon annan har hållit filen upptagen i tio sekunder: försök igen om en stund.
error-disk-full = Disken är full och inget sparades: frigör utrymme och försök igen.
error-stale = Någon annan har ändrat detta under tiden och inget sparades: öppna uppgifterna på nytt och gör din ändring där.
error-gone = Detta finns inte längre: gå tillbaka till listan och uppdatera den.
error-full = Platserna är slut: ställ klienten i kö eller höj antalet platser.
error-register-closed = Närvarolistan är stängd: öppna den först med tangenten v på listan, och berätta varför.
error-ref-taken = En annan klient har redan referensen: ge en annan referens.
error-live-episode = Klienten har redan en pågående klientrelation: avsluta den innan du inleder en ny.
error-nothing-to-undo = Det finns inget kvar att ångra: ändringarna från denna session är ångrade, eller så har andra fortsatt på dem.
error-changed-since = Ändringen kan inte ångras, för någon har ändrat samma uppgift efter den: rätta uppgiften för hand.
error-refused = Filens regler tillåter inte detta och inget ändrades ({ $detail }): kontrollera uppgifterna.
error-damaged = Filen är skadad: fortsätt inte, utan återställ en säkerhetskopia eller be huvudanvändaren om hjälp.
error-unexpected = Filen kunde inte behandlas och inget sparades ({ $detail }): försök igen och berätta för huvudanvändaren om felet upprepas.



## Kommandoraden

help-usage = Användning:
help-commands = Kommandon:
help-arguments = Uppgifter:
help-options = Val:
command = Arbetsredskap för ett team inom social rehabilitering, i en enda fil
command-init = Skapar filen; den som skapar den blir dess första huvudanvändare
command-find = Söker klienter och verksamheter
command-agenda = Visar veckans program, även inställda träffar och helgdagar, eller ger det på papper, skärm eller som kalender
command-due = Visar vad som är försenat och vad som är på kommande
command-check = Kontrollerar att filen är hel
command-worker = Arbetstagarna som har tillträde till filen
command-worker-add = Lägger till en arbetstagare, tar någon tillbaka eller ändrar namn eller roll
command-worker-list = Räknar upp arbetstagarna
command-worker-end = Avslutar en arbetstagares tillträde; arbetet blir kvar i filen
argument-db = Filen; annars RINNALLA_DB, serverns fil eller den egna filen
argument-lang = Språket: fi, sv eller en; annars systemets språk
argument-today = En annan dag än i dag, till exempel 2017-02-06
argument-help = Visar den här hjälpen
argument-version = Visar programmets version
argument-format = Utskriftsformat: table (förval), csv eller json
argument-text = Delar av ett namn, telefonnummer eller födelsedatum
argument-week = Veckan, till exempel 6, ”v 6” eller 2017-W06; annars denna vecka
argument-from = Första dagen
argument-to = Sista dagen; annars en vecka framåt
argument-mine = Bara mina egna och hela teamets gemensamma
argument-within = Bara försenade och de som infaller inom så här många dagar
argument-login = Användarnamnet i systemet
argument-name = Namnet som kollegerna ser
argument-role = Roll: worker (förval), lead, admin eller auditor

usage-options = VAL
usage-command = KOMMANDO
usage-no-such-command = Kommandot ”{ $typed }” finns inte: se kommandona med ”rinnalla --help”.
usage-no-such-argument = ”{ $typed }” hör inte hit: lägg till --help för att se valen.
usage-missing = { $argument } saknas i kommandot: lägg till --help för att se hur det skrivs.
usage-value-missing = Valet { $argument } behöver ett värde: lägg till --help för att se hur det skrivs.
usage-value-wrong = ”{ $typed }” duger inte för { $argument }: lägg till --help för att se hur det skrivs.
usage-not-one-of = ”{ $typed }” duger inte för { $argument }. Något av dessa: { $known }.
usage-conflict = { $one } och { $other } går inte ihop: lämna bort det ena.
today-wrong = --today: ”{ $typed }” är ingen dag med år. Skriv den som 2017-02-06 eller 6.2.2017.

place-fixed = Programmet är installerat för en gemensam fil, så --db och RINNALLA_DB gäller inte: lämna bort dem.
place-none = Ingen hemkatalog hittas: ange filens plats med --db.
no-account = Systemet känner inte till ditt användarnamn: be serverns administratör om hjälp.
not-a-worker = Du hör inte till filens arbetstagare: be huvudanvändaren ge kommandot ”rinnalla worker add { $login }”.
output-failed = Utskriften misslyckades ({ $detail }): kontrollera att det finns plats på disken.

init-done = Filen { $path } är skapad och { $name } ({ $login }) är dess huvudanvändare.
init-exists = Filen { $path } finns redan och ersätts inte: öppna den med ”{ $command }”.
demo-kept = Demofilen är { $path }. Öppna den med ”{ $command }”.
demo-exists = { $path } finns redan och ersätts inte: ge --keep ett annat namn.
check-sound = Filen är hel.
check-faults = Fel hittades i filen ({ $count }): spara en kopia av den och återställ den senaste hela säkerhetskopian.
days-backwards = Den sista dagen är före den första: byt plats på dem.
list-empty = Inget att visa.
find-more = Visar { $shown } träffar av { $total }: precisera sökningen.
found-client = klient
found-activity = verksamhet

worker-added = { $name } ({ $login }) har nu tillträde till filen. Roll: { $role }.
worker-changed = Uppgifterna är ändrade: { $name } ({ $login }). Roll: { $role }.
worker-left = { $name } ({ $login }) har inte längre tillträde till filen.
worker-active = i arbete
worker-ended = slutat
worker-there = { $login } hör redan till filens arbetstagare: ge ett nytt namn med --name eller en ny roll med --role.
worker-unknown = { $login } hör inte till filens arbetstagare: se användarnamnen med ”rinnalla worker list”.
worker-last-admin = { $login } är den enda huvudanvändaren: lägg först till en annan med --role admin.
worker-not-allowed = Detta kräver teamledarens eller huvudanvändarens rättigheter: be huvudanvändaren.
login-wrong = ”{ $login }” duger inte som användarnamn: ge det namn som arbetstagaren loggar in med.

column-activity = Verksamhet
column-birth_date = Född
column-capacity = Platser
column-client = Klient
column-date = Dag
column-days_left = Dagar
column-end = Slutar
column-fault = Fel
column-login = Användarnamn
column-members = Deltagare
column-name = Namn
column-own_worker = Egen kontaktperson
column-place = Plats
column-role = Roll
column-rule = Bevakning
column-standing = Läge
column-start = Börjar
column-state = Läge
column-type = Typ
column-what = Ärende
column-worker = Arbetstagare


## Import

import-done = { $file }: { $added } tillagda, { $changed } ändrade, { $unchanged } oförändrade.
import-rehearsed = { $file }: { $added } skulle läggas till, { $changed } ändras, { $unchanged } är oförändrade. Ingenting sparades.
import-refused = { $file }: { $count } fel, ingenting sparades.
import-more = … och { $count } till.
import-unreadable = Filen { $file } kan inte läsas. Kontrollera sökvägen och rättigheterna.
import-at-line = { $file }, rad { $line }: { $what }
import-at-cell = { $file }, rad { $line }, kolumn { $column }: { $what }
import-not-utf8 = Filen är inte UTF-8-text. Spara den i kalkylprogrammet som CSV UTF-8.
import-no-headings = Filen är tom. Första raden ska ha kolumnernas rubriker.
import-unknown-heading = Okänd rubrik. Kolumnerna är: { $known }.
import-heading-twice = Samma kolumn finns två gånger i filen.
import-missing-column = En obligatorisk kolumn saknas.
import-cell-count = Raden har { $cells } kolumner, rubrikerna är { $headings }.
import-missing = En obligatorisk uppgift saknas.
import-date = ”{ $found }” är ingen dag. Skriv 6.2.2017 eller 2017-02-06.
import-future = { $found } ligger i framtiden. Skriv en dag som har varit, eller dagen i dag.
import-time = ”{ $found }” är inget klockslag. Skriv 14.00 eller 14:00.
import-number = ”{ $found }” duger inte. Skriv ett heltal, minst 1.
import-yes-no = ”{ $found }” duger inte. Skriv ja eller nej.
import-weekday = ”{ $found }” är inga veckodagar. Skriv till exempel mån tis eller MO TU.
import-choice = ”{ $found }” duger inte. Något av dessa: { $known }.
import-twice = ”{ $found }” finns redan på rad { $line }.
import-identity-code = Detta ser ut som en personbeteckning. Använd teamets egen referens, till exempel 2017-001.
import-no-such-client = Referensen ”{ $found }” finns inte. Importera klienterna först.
import-no-such-activity = Verksamheten ”{ $found }” finns inte. Importera verksamheterna först och skriv namnet exakt likadant.
import-no-such-worker = Medarbetaren ”{ $found }” finns inte. Skriv användarnamn eller namn: { $known }.
import-ends-before-start = Detta är före dagen { $first }, då det börjar.
import-time-order = Sluttiden är inte efter starttiden.
import-days-two-ways = Raden har både veckodagar och datum. Lämna det ena tomt.
import-outside-series = { $day } är inte mellan den första och den sista dagen.
import-most-below-least = Det högsta antalet är mindre än det lägsta, { $least }.
import-most-below-members = Det finns redan { $members } medlemmar. Platserna måste vara minst lika många.
import-full = Det finns { $seats } platser och de är fyllda. Använd läget i kö.
import-no-such-step = Klientrelationen kan inte längre övergå till detta läge. En klient som återkommer får en ny.
import-opened-missing = Dagen då klientrelationen öppnades saknas.
import-opened-before-pending = Klientrelationen har öppnats innan ärendet blev anhängigt.
import-opened-while-pending = Ett anhängigt ärende har ingen öppningsdag. Lämna tomt eller byt läge.
import-closed-missing = Dagen då klientrelationen avslutades saknas.
import-closed-before-start = Klientrelationen har avslutats innan den började.
import-closed-while-live = Det finns en slutdag, men läget är inte avslutat. Rätta det ena.
import-reason-missing = Orsaken till avslutet saknas.
import-outcome-missing = Det fortsatta utfallet saknas.
import-live-episode = Klienten har redan en klientrelation, anhängig sedan { $since }. Avsluta den först.
import-before-last-closed = Den föregående klientrelationen avslutades först { $closed }.
import-spell-needs = I detta läge är uppgiften obligatorisk.
import-spell-has-not = I detta läge ska uppgiften vara tom.
import-spell-end = Dagen passar inte läget: den som är med har sin sista dag framför sig, den som slutat bakom sig.
import-no-way-back = Härifrån finns ingen väg tillbaka. Den som återkommer börjar en ny period: skriv en ny första dag.
import-live-spell = Klienten ”{ $found }” är redan med i denna verksamhet eller i kö till den.
import-overlap = Klienten var redan med i denna verksamhet vid samma tid.



## Vyer

## Att röra sig

today-title-mine = Idag · mina
today-title-all = Idag · alla
today-sessions = Tillfällen idag
today-no-sessions = Inga tillfällen idag.
today-late = Försenat { $count }
today-week = Den här veckan { $count }
today-nothing-due = Inga tidsfrister inom en vecka.
today-pending = Servicen ej påbörjad { $count }
today-drafts = Halvfärdigt { $count }
clients-title = Klienter · { $scope } · { $count }
clients-mine = mina
clients-all = alla
visitor = besökare
groups-title = Grupper och verksamhet
services-title = Tjänster och verksamhet
roster-title = Deltagare
card-title = Klient
help-title = Hjälp: tangenter i denna vy
narrowed-by = · filter:
sessions =
    { $count ->
        [one] { $count } tillfälle
       *[other] { $count } tillfällen
    }
too-small = Fönstret är för litet. Förstora det till minst { $columns } × { $rows }. Inget går förlorat.
no-such-key = Tangenten gör inget här. ? visar vad du kan göra.
nothing-behind = Det här är den första vyn. q avslutar.
paste-nowhere = Inklistrad text kan inte läggas här. Öppna först ett formulär eller sökningen.
paste-cut = Den inklistrade texten var för lång: slutet kom inte med.
panicked = Rinnalla stannade på grund av ett programfel. Det sparade och utkasten finns kvar; starta programmet på nytt.
yes = ja
no = nej

## Tomt

empty-clients = Här finns klienterna. n lägger till den första, o visar andra listor.
empty-narrowed = Inget motsvarar filtret. Esc visar allt igen.
empty-activities = Här finns grupper, kurser och öppen verksamhet. n lägger till en ny; ett helt program hämtas med rinnalla import activities FIL.
empty-reviews = Inga sådana tidsfrister. Visa andra: o vems, l av vilket slag.
empty-calendar = Inga tillfällen denna vecka. < och > byter vecka, t går till denna vecka.
empty-roster = Ingen finns på listan. Lägg till en deltagare eller besökare med tangenten n.
empty-roster-heads = Namn frågas inte. Ange antalet besökare med #.

## Varför inte nu

refuse-nothing-here = Det finns inget att öppna på den här raden.
refuse-no-client = Välj först en klient.
refuse-no-due-line = Välj först en rad med en tidsfrist.
refuse-no-draft = Den här raden är inget utkast.
refuse-no-episode = Klienten har ingen gällande klientrelation. a öppnar en ny.
refuse-no-review = Välj först ett mål med bedömningsdatum.
refuse-cancel-held = Tillfället har markeringar och kan inte ställas in.
refuse-cancel-closed = Tillfället är redan inställt på grund av helgdag eller stängd dag.
no-draft-here = Det här formuläret har inget utkast.
only-field = Här finns bara ett fält.
roster-no-session = Det finns inget tillfälle att markera denna vecka. < och > byter vecka.
roster-not-held = Tillfället hålls inte: { $why }.
roster-future = Tillfället { $day } har inte varit än. Förhinder (e) kan anges redan nu.
roster-nobody = Välj först en person.
roster-all-marked = Alla som syns är redan markerade.
roster-outside-spell = Personen var inte medlem i gruppen { $day }.

## Kolumner

column-born = Född
column-own-worker = Egen kp.
column-contact = Kontakt
column-kind = Slag
column-when = När
column-seats = Plats
column-waiting = Kö
column-rate = Närv.
column-goal = Mål

## Klientens kort

aged = { $years } år
non-disclosure = SPÄRRMARKERING: hemkommun och e-post visas inte
card-next = Nästa
card-last = Senast
card-goals = Mål
card-no-goals = Inga mål. t lägger till ett mål.
card-enrolments = Grupper och tjänster
card-no-enrolments = Inga grupper eller tjänster.
card-timeline = Tidslinje
card-episode = Klientrelation
card-no-episode = Ingen klientrelation. a öppnar en.
card-own-worker = egen kontaktperson { $name } från { $since }
card-own-worker-missing = egen kontaktperson saknas: w utser
card-review-on = bedömning { $day }
card-no-review = inget bedömningsdatum
card-reviewed = Bedömning
card-hold-review = bedöm målet
card-new-episode = ny klientrelation
card-follow-up = → { $day } { $what }
card-follow-up-done = → { $day } { $what } (skött)

## Deltagare

roster-visitor = { $name } (besökare)
roster-heads = + övriga besökare
roster-marked = märkt { $marked }/{ $expected }
roster-open-card = klientens kort
roster-no-sessions = Inga tillfällen dessa veckor. Tid: { $when }
mark-unmarked = omärkt

## Kalender och tjänster

calendar-first = börjar
calendar-restore = återställ tillfället
days-open = dagarna inte fastställda
from-day = från { $day }
every-weeks = var { $count }:e vecka
on-weekday-mon = måndagar
on-weekday-tue = tisdagar
on-weekday-wed = onsdagar
on-weekday-thu = torsdagar
on-weekday-fri = fredagar
on-weekday-sat = lördagar
on-weekday-sun = söndagar
on-two-days = { $one } och { $other }
nth-weekday-mon = måndagen
nth-weekday-tue = tisdagen
nth-weekday-wed = onsdagen
nth-weekday-thu = torsdagen
nth-weekday-fri = fredagen
nth-weekday-sat = lördagen
nth-weekday-sun = söndagen
nth-first = första
nth-second = andra
nth-third = tredje
nth-fourth = fjärde
nth-last = sista
on-days-every = { $days } { $every }
every-weeks-in-full =
    { $count ->
        [2] varannan vecka
        [3] var tredje vecka
       *[other] var { $count }:e vecka
    }
on-nth-day = { $nth } { $day } { $months }
of-months =
    { $count ->
        [1] i månaden
        [2] varannan månad
        [3] var tredje månad
       *[other] var { $count }:e månad
    }
on-nth-day-short = { $nth } { $day } i mån.
every-months = var { $count }:e mån.
on-many-days =
    { $count ->
        [one] { $count } dag
       *[other] { $count } dagar
    }
at-clock = kl. { $time }
from-clock = från kl. { $time }
until-day = till { $day }
last-day-open = sista dagen öppen
period-open = perioden öppen
not-on-days = inte { $days }
not-on-many =
    { $count ->
        [one] utom { $count } dag
       *[other] utom { $count } dagar
    }
also-on-days = även { $days }
also-on-many =
    { $count ->
        [one] dessutom { $count } dag
       *[other] dessutom { $count } dagar
    }
on-holidays-too = även på helgdagar
not-known = inte känt
booking-needed = anmälan
booking-free = utan anmälan
people-between = { $least }–{ $most } personer
people-most = högst { $most } personer
people-any = ingen övre gräns
members-and-queue = medlemmar { $members }, i kö { $queue }
service-provider = Producent
service-place = Plats
service-when = Tid
service-people = Platser
service-remarks = Övrigt

## Sökning

look-up-title = Sökning
look-up-hits =
    Sökning · { $count ->
        [one] { $count } träff
       *[other] { $count } träffar
    }
look-up-prompt = Sök
look-up-help = Skriv en del av ett namn, telefonnummer eller födelsedatum, eller namnet på en verksamhet eller ett kommando.
look-up-nothing = Inga träffar. Försök med en kortare del av namnet.
hit-activity = verksamhet
hit-command = kommando

## Formulär

saved = Sparat. u ångrar.
draft-kept = Utkastet är sparat: det finns i vyn Idag.
draft-found = Utkastet från { $at } är ifyllt här. Ctrl-X kastar det.
draft-found-stale = Uppgifterna har ändrats sedan du öppnade dem. Under ett ändrat fält står vad som har hänt. Kontrollera och spara, eller kasta med Ctrl-X.
draft-discarded = Utkastet är kastat.
form-client-new = Ny klient
form-client = Klientens uppgifter
form-episode = Klientrelation
form-own-worker = Egen kontaktperson
form-goal-new = Nytt mål
form-goal = Mål
form-review = Bedömning
form-note-new = Ny anteckning
form-note = Anteckning
form-move = Flytta till en annan dag
form-count = besökare utan namn (tomt: inte räknat)
form-cancel = Tillfället hålls inte
form-go-to-day = Gå till dag
field-family-name = Efternamn
field-given-name = Förnamn
field-birth-date = Födelsedatum
field-phone = Telefon
field-email = E-post
field-address = Kontaktadress
field-postcode = Postnummer
field-municipality = Hemkommun
field-language = Kontaktspråk
field-gender = Kön
field-education = Utbildning
field-employment = Arbetssituation
field-household = Hushåll
field-benefit = Förmån
field-bus-card = Busskort
field-non-disclosure = Spärrmarkering
field-reference = Beteckning
field-pending-since = Anhängig från
field-referrer = Hänvisande instans
field-own-worker = Egen kontaktperson
field-from = Från och med
field-state = Läge
field-opened = Öppnad
field-closed = Avslutad
field-close-reason = Orsak till avslut
field-outcome = Fortsättning
field-goal-text = Målet med egna ord
field-target = När uppnått
field-theme = Tema
field-responsible = Ansvarig
field-set-on = Uppställt
field-review-on = Bedöms
field-ended = Avslutat
field-assessment = Verbal bedömning
field-goal-state = Målets läge
field-next-review = Nästa bedömning
field-held = Bedömt
field-body = Anteckning
field-channel = Typ av kontakt
field-follow-up-on = Återkom
field-follow-up-what = Vad då
field-on-day = Dag
field-day = Dag
field-count = Antal
field-reason = Orsak
wrong-empty = Fältet måste fyllas i.
wrong-number = Skriv ett tal 0–9999, till exempel 12, eller lämna tomt.
wrong-future = Dagen ligger i framtiden. Ange dagens eller ett tidigare datum.
wrong-before-set = Dagen är före den dag då målet ställdes upp.
wrong-ended-active = Ett gällande mål har inget slutdatum. Byt läge eller töm dagen.
wrong-next-early = Nästa bedömning måste vara efter denna.
wrong-follow-up-day = Ange den dag då du återkommer.
episode-fault-step = Det går inte att övergå till detta läge.
episode-fault-opened-missing = Ange den dag då klientrelationen öppnades.
episode-fault-opened-early = Öppnandet kan inte vara före inledandet.
episode-fault-opened-pending = En inledd klientrelation har ingen öppningsdag. Välj läget öppen eller töm dagen.
episode-fault-closed-missing = Ange slutdatum.
episode-fault-closed-early = Slutet kan inte vara före början.
episode-fault-closed-live = Slutdatum hör bara till en avslutad. Byt läge eller töm dagen.
episode-fault-reason = Välj orsaken till avslutet.
episode-fault-outcome = Välj vart klienten övergick.

## Åtgärder

action-today-screen = Idag
action-clients-screen = Klienter
action-groups-screen = Grupper
action-reviews-screen = Bedömningar
action-calendar-screen = Kalender
action-services-screen = Tjänster
action-look-up = sök
action-help = hjälp
action-undo = ångra
action-refresh = läs på nytt
action-back = tillbaka
action-quit = avsluta
action-up = upp
action-down = ned
action-page-up = en sida upp
action-page-down = en sida ned
action-first = till början
action-last = till slutet
action-next-pane = andra spalten
action-open = öppna
action-narrow = filtrera
action-scope = byt lista
action-new-client = ny klient
action-edit-client = ändra klient
action-open-card = kort
action-new-note = anteckning
action-episode = klientrelation
action-own-worker = egen kontaktperson
action-new-goal = nytt mål
action-done = klart
action-move = flytta
action-discard = kasta utkastet
action-earlier = vecka bakåt
action-later = vecka framåt
action-this-week = denna vecka
action-go-to-day = gå till dag
action-previous-session = förra tillfället
action-next-session = nästa tillfälle
action-present = närvarande
action-late = försenad
action-excused = förhindrad
action-no-show = frånvarande
action-clear = töm
action-rest-present = resten närvarande
action-count-heads = antal besökare
action-cancel = ställ in
action-next-field = nästa fält
action-previous-field = föregående fält
action-choose = vidare
action-save = spara
action-leave = tillbaka, utkast sparas
place-global = Överallt
place-list = I listan
place-today = Idag
place-clients = Klienter
place-card = Klientens kort
place-groups = Grupper
place-roster = Deltagare
place-reviews = Bedömningar
place-calendar = Kalender
place-services = Tjänster
place-look-up = Sökning
place-help = Hjälp
place-form = Formulär
key-enter = Enter
key-esc = Esc
key-space = Blanksteg
key-tab = Tabb
key-backtab = Skift-Tabb
key-up = Upp
key-down = Ned
key-left = Vänster
key-right = Höger
key-pgup = PgUp
key-pgdn = PgDn
key-home = Home
key-end = End
key-del = Del
key-backspace = Backsteg

## Ångra

undone = Ångrat: { $what }
undone-client = klientens uppgifter
undone-episode = klientrelationen
undone-assignment = egen kontaktperson
undone-goal = målet
undone-review = bedömningen
undone-note = anteckningen
undone-session = tillfället
undone-attendance = närvaromarkeringen
undone-enrolment = medlemskapet
undone-other = den senaste ändringen
offer-file = Filen { $path } finns inte. Ska en ny göras?
no-terminal = Programmet behöver en terminal. Utan terminal fungerar kommandona: rinnalla --help
dumb-terminal = Den här terminalen (TERM=dumb) kan inte rita en skärm. Använd en annan terminal eller kommandona: rinnalla --help
command-demo = Öppnar en påhittad klientkrets kring ett verkligt program
command-import = Hämtar klienter, verksamhet, deltagare eller närvaro från en CSV-fil eller kurser från en kalender
command-keys = Visar alla tangenter
argument-keep = Skriver filen och avslutar
argument-seed = En annan klientkrets
argument-what = clients, activities, enrolments, attendance eller calendar
argument-file = En CSV-fil, UTF-8, med komman eller semikolon; som kalender .ics
argument-dry_run = Kontrollerar och säger vad som skulle ändras; ändrar inget
column-keys = Tangenter
column-action = Åtgärd
scope-mine-all = mina/alla
scope-next = visa { $scope }
column-where = Var
wrong-before-own-worker = Den nuvarande kontaktpersonen utsågs först efter detta.
error-over = Klientrelationen är redan avslutad och kan inte utökas: öppna en ny på klientens kort (a).

wrong-identity-code = Det här ser ut som en personbeteckning. Ange teamets egen beteckning, till exempel 2017-014.
wrong-before-last = Den förra klientrelationen avslutades först { $day }.
wrong-before-mark = Klienten har en närvaromarkering { $day }. Ange den dagen eller en senare.
wrong-past = Dagen har redan varit. Ange en kommande dag, eller året om du menar nästa år.
wrong-no-year = Ange också året, till exempel 6.2.1985.
go-there = gå dit
saving = Sparandet pågår; vänta en stund.
new-line = ny rad
no-choice-here = Det här fältet har inga val: skriv.
action-other-choice = annat val
action-undo-typing = ångra skrivet
in-the-file = i filen: { $value }
refuse-episode-over = Klientrelationen är avslutad och dess mål ändras inte längre.
form-episode-new = Ny klientrelation
roster-future-heads = Tillfället { $day } har inte varit än.
undone-whom = Ångrat: { $what }, { $whom }
days-today = idag
cancelled-count = , inställda { $count }
today-empty = Börja här: n lägger till den första klienten, och i vyn 3 lägger n till en grupp. Ett helt program hämtas med rinnalla import activities FIL. ? visar alla tangenter.
look-up-nothing-number = Inga träffar. Försök med några siffror i rad.
episode-closed-with = Sparat; platser i grupper och köer som avslutades: { $count }. u ångrar.
changed-by-colleague = en kollega har ändrat detta under tiden
wrong-phone = Ett telefonnummer måste ha siffror, till exempel 040 123 4567.
wrong-known-client = En klient med samma namn och födelsedatum finns redan. Är detta en annan person, spara på nytt; annars Esc och sök (/).
enrolment-offered = plats erbjuden
error-already-in = Klienten är redan med eller i kö, eller var med ännu den dagen: välj en senare första dag, eller fortsätt från den tidigare.
error-others-wait = Andra har köat längre: berätta varför den här går före.
error-marks-outside = Personen har markeringar på andra sidan av den dagen, och det som varit ändras inte: välj en annan dag eller ta först bort markeringen.
error-slot-taken = Tiden är redan bokad, eller så har personen redan en tid samma dag: välj en annan tid.
due-register-close = listan inte stängd
due-offer = platserbjudandet går ut
due-free-seat = ledig plats och kö
form-absence = Anmäld frånvaro
field-away-from = Borta från
field-away-to = Borta till
field-away-reason = Orsak, om den sagts
wrong-ends-before = Slutar före början: kontrollera dagarna.
wrong-names-another = Texten verkar nämna en annan deltagare ({ $name }). Anteckningen blir hos den här klienten: ta bort namnet, eller spara på nytt om det betyder något annat.
absence-saved = Frånvaron är antecknad och syns på alla listor.
form-close = Stäng närvarolistan
close-unmarked = { $count } omarkerade: { $names }
close-stay-unmarked = förblir omarkerade
field-rest = De omarkerade
action-close-register = stäng listan
roster-reopen = öppna listan
register-closed = Närvarolistan är stängd.
form-reopen = Öppna den stängda närvarolistan
field-why = Varför
register-reopened = Närvarolistan är öppen. Rättelsen syns i loggen.
form-remark = Anteckning om tillfället
remark-no-names = Anteckningen gäller tillfället, ingen deltagare: skriv inga namn.
field-remark = Anteckning
form-extra = Extra tillfälle
form-withdraw = Ut ur kön
form-end-spell = Avsluta deltagandet
spell-withdrawn = Klienten är ute ur kön.
spell-ended = Deltagandet är avslutat. Tidigare markeringar finns kvar.
form-spell = Deltagande
field-spell-goal = Målet här
form-offer = Erbjud plats
form-seat = Ta in som deltagare
form-put-first = Lyft först i kön
queue-others-wait = Det finns andra före i kön. Berätta varför den här går före dem.
field-ahead = Varför före andra
field-offer-until = Gäller till
queue-offered = Platsen är erbjuden. Dagen syns på skärmen I dag.
queue-seated = Klienten är nu deltagare.
queue-put-first = Klienten är först i kön.
form-enter-new = Ny person
enter-full = Platserna är fulla ({ $seats }), { $waiting } i kö: den som vill bli deltagare hamnar sist i kön.
enter-others-wait = { $waiting } i kö. Utan orsak hamnar den som vill bli deltagare sist i kön.
enter-member = som deltagare
enter-member-full = som deltagare (fullt: till kön)
enter-visitor = bara den här gången (besökare)
enter-queued = till kön
field-enter-as = Kommer
field-member-from = Deltagare från
entered-member = { $name } är nu deltagare.
entered-queued = { $name } är nummer { $place } i kön.
entered-visitor = { $name } är markerad som närvarande besökare.
form-note-roster = Anteckning från gruppen
action-newcomer = ny deltagare
action-announce = anmäld frånvaro
action-end-spell = avsluta deltagandet
action-edit-spell = deltagandets uppgifter
action-session-note = anteckning om gången
action-extra-session = extra tillfälle
action-paper = papperslista
action-queue = kö
action-offer = erbjud plats
action-put-first = lyft först
action-join-group = till grupp eller kö
place-queue = Kö
place-pick = Val av person
roster-announced = anmält: borta { $days }
roster-remark = Om tillfället
roster-room = på plats { $present }/{ $seats }
roster-is-closed = listan stängd
roster-cancel = hålls inte
roster-only-visits = Personen är besökare, inte deltagare: markeringen tas bort med Del.
roster-rest = Markerade som närvarande: { $marked }.
roster-rest-excused = Markerade som närvarande: { $marked }. Förhindrade enligt anmälan: { $excused }.
queue-count = { $count } i kö
queue-title = Kö
seats-free = { $count } lediga
seats-offered = { $count } erbjudna
queue-offer-until = erbjuden till { $day }
queue-offer-lapsed = gick ut { $day }
queue-ahead = före: { $reason }
queue-nobody = Ingen står i kö. Lägg till med tangenten n.
queue-no-seat = Platserna är fulla: en plats kan erbjudas när någon slutar.
queue-first-already = Klienten är redan först.
queue-add = lägg till i kön
action-seat = ta in som deltagare
queue-take-back-offer = ta tillbaka erbjudandet
queue-put-back = till egen plats
action-withdraw = ut ur kön
column-phone = Telefon
column-since = I kö sedan
empty-queue = Ingen står i kö. Lägg till med tangenten n.
pick-title = Vem kommer: { $what }
pick-new = + Ny person: { $name }
pick-there = redan på listan
pick-there-already = Personen är redan på listan.
pick-help = Skriv ett par bokstäver av namnet.
refuse-no-spell = Välj först en grupp eller en anmäld frånvaro.
card-no-absence = kommer trots allt
card-offer = plats till { $day }
groups-choose = Vart: { $name }
groups-choose-this = välj denna
today-notice = Lägg märke till { $count }
due-line-done = Klart. u ångrar.
due-free-seats = { $free } lediga, { $waiting } i kö
file-written = Listan finns i filen { $path }. Förstör den när den inte längre behövs.
file-not-written = Filen kunde inte skrivas i din hemkatalog: kontrollera att det finns plats och att du får skriva där.
error-name-taken = Det finns redan en verksamhet med det namnet: ge ett annat namn, eller öppna den i listan och ändra den.
undone-activity = uppgifterna om verksamheten
undone-series = verksamhetens tider
action-new-activity = ny verksamhet
action-edit-activity = ändra verksamhet
form-activity-new = Ny verksamhet
form-activity = Verksamhet
field-name = Namn
field-kind = Slag
field-tier = Nivå
field-weekdays = Veckodagar
field-starts-at = Börjar kl.
field-ends-at = Slutar kl.
field-first-day = Första dagen
field-last-day = Sista dagen
field-every = Intervall, v. el. mån.
field-times = Eller så många gånger
field-repeats = Upprepas
field-not-on = Träffas inte
field-skip-holidays = Helgdagar utelämnas
repeats-weekly = varje vecka
repeats-first = månadens första
repeats-second = månadens andra
repeats-third = månadens tredje
repeats-fourth = månadens fjärde
repeats-last = månadens sista
wrong-one-weekday = Det som upprepas varje månad har en veckodag, till exempel tis.
wrong-times = Skriv antalet gånger, högst { $most }, eller lämna tomt.
wrong-times-before = Det har redan varit { $count } gånger. Ange ett större tal, eller den sista dagen.
wrong-not-on = { $day } är ingen kommande träff. Skriv här bara de dagar som utelämnas: 21.2. 28.2.
activity-days-more = De extra dagarna står kvar: { $days }
field-place = Plats
field-lead = Ledare
field-capacity-max = Medlemmar högst
field-capacity-min = Medlemmar minst
field-seats = Rummet rymmer
field-slot-minutes = Besökstid, min
field-counts-only = Bara antal besökare
field-needs-booking = Kräver anmälan
field-provider = Producent
field-partner = Partner
field-remarks = Övrigt
wrong-time = Detta förstås inte som ett klockslag; skriv till exempel 10, 10.30 eller 1030.
wrong-time-order = Sluttiden måste vara efter starttiden.
wrong-no-start = Ange också starttiden.
wrong-weekdays = Detta förstås inte som veckodagar; skriv till exempel tis tors eller mån–fre.
wrong-no-weekdays = Ange också veckodagarna, till exempel tis tors.
wrong-every = Skriv ett tal 1–52: 1 är varje vecka eller månad, 2 varannan.
wrong-no-first-day = Ange också den första dagen: veckor, månader och gånger räknas från den.
wrong-last-before-first = Den sista dagen är före den första.
wrong-people = Skriv ett tal 1–9999. Om det inte finns någon gräns, lämna tomt.
wrong-minutes = Skriv minuterna 5–480. Tomt är 30.
wrong-most-below-least = Det högsta antalet är lägre än det lägsta, { $least }.
wrong-most-below-members = Det finns redan { $members } medlemmar. Ange minst det antalet, eller avsluta medlemskap först.
activity-days-kept = Dagarna är givna en och en eller i flera perioder och ändras inte här: { $when }.
saved-from-today = Sparat. Tiderna ändras från och med i dag, inte de tillfällen som varit. u ångrar.
refuse-no-activity = Välj först en verksamhet.
import-no-session = Verksamheten har inget tillfälle { $found }. De närmaste: { $days }.
import-no-session-at-all = Verksamheten har inget tillfälle { $found }. Kontrollera dagen och verksamheten.
import-no-such-start = Då finns inget tillfälle som börjar kl. { $found }. Något av dessa: { $known }.
import-start-needed = Den dagen finns flera tillfällen. Skriv starttiden, någon av dessa: { $known }.
import-other-end = Tillfället slutar kl. { $end }. Rätta tiden eller lämna den tom.
import-cancelled = Tillfället { $found } är inställt. Om det hölls, återställ det först i kalendern.
import-on-holiday = { $found } är en helgdag ({ $holiday }), och tillfället hålls inte. Kontrollera dagen.
import-shut = { $found } är det stängt ({ $reason }), och tillfället hålls inte. Kontrollera dagen.
import-register-closed = Närvarolistan för { $found } är stängd och säger något annat än den här raden. Be din chef öppna den eller ta bort raden.
import-future-mark = { $found } ligger i framtiden. I förväg kan man bara märka att klienten är förhindrad.
import-count = ”{ $found }” duger inte. Skriv ett tal 0–9999.
import-nobody-marked = Raden säger inte vem den gäller. Skriv klientens referens och märkning, eller bara antalet besökare.
import-name-and-heads = Raden har både en klient och ett antal besökare. Skriv dem på skilda rader.
import-heads-twice = Antalet besökare vid detta tillfälle finns redan på rad { $line }.
paper-away = borta
paper-legend-away = Tryckt ”borta”: klienten har meddelat i förväg.
command-roster = Visar veckans deltagare och märkningar i en verksamhet eller gör en papperslista
argument-activity = Verksamhetens namn eller delar av det
argument-paper = En lista för papper: förnamn och rutor, på A4-sidor
roster-no-such = Ingen verksamhet motsvarar ”{ $typed }”. Pröva en kortare del av namnet.
roster-which = ”{ $typed }” pekar inte ut en enda verksamhet. Skriv något av dessa namn:
roster-empty-week = Inga tillfällen ({ $week }). Tid: { $when }
roster-nothing-to-print = Denna vecka finns inget tillfälle att göra lista över: välj en annan vecka (< >).
programme-title = Veckoprogram
programme-week = Vecka { $number } · { $dates }
programme-mon = Måndag
programme-tue = Tisdag
programme-wed = Onsdag
programme-thu = Torsdag
programme-fri = Fredag
programme-sat = Lördag
programme-sun = Söndag
programme-open = öppet för alla
programme-off = INSTÄLLT:
programme-no-days = Inget program: { $days }
programme-nothing = Inget program den här veckan.
programme-more = … och { $count } till; fråga personalen.
argument-print = Veckoprogram för klienterna: en A4-sida som text
argument-html = Veckoprogram för klienterna: en A4-sida som HTML, även för skärm
argument-own = Bara de som jag själv leder
argument-ics = Hela programmet för andra kalendrar (iCalendar)
import-calendar-not-calendar = Filen är ingen iCalendar-kalender. Exportera kalendern som .ics och hämta den.
import-calendar-too-big = Filen är för stor: högst 10 MB. Exportera en kortare tid ur kalendern.
import-calendar-long-line = Raden är för lång för en kalender. Exportera kalendern på nytt.
import-calendar-bad-line = Det här är ingen rad i en kalender. Exportera kalendern på nytt eller rätta raden.
import-calendar-unclosed = Här börjar en del som inte slutar eller slutar en som inte har börjat: filen är avbruten. Exportera kalendern på nytt.
import-calendar-too-many = Händelserna är fler än { $found }. Exportera en kortare tid ur kalendern.
import-event-missing = ”{ $event }”: { $found } saknas. Lägg till det i kalendern och exportera på nytt.
import-event-too-long = ”{ $event }”: { $found } är för lång, högst 500 tecken.
import-event-twice = ”{ $event }”: samma händelse (UID) finns redan på rad { $found }. Ta bort den ena.
import-event-time = ”{ $event }”: ”{ $found }” är ingen dag eller tid som kan tas in. Rätta den i kalendern.
import-event-zone = ”{ $event }”: tidszonen ”{ $found }” är okänd. Använd Europe/Helsinki i kalendern.
import-event-zone-shifts = ”{ $event }”: tiden är i zonen { $found }, så klockslaget i Finland skulle ändras mitt i serien. Använd Europe/Helsinki.
import-event-rule = ”{ $event }”: upprepningen ”{ $found }” kan inte tas in. Den kan vara varje vecka eller varje månad på en viss veckodag, och den första dagen ska höra till den. Andra dagar kan räknas upp en och en.
import-event-other-time = ”{ $event }”: gången ”{ $found }” har ett annat klockslag än serien. Rätta den i kalendern eller gör den till en egen händelse.
import-event-overnight = ”{ $event }”: händelsen slutar inte samma dag ({ $found }). Dela den i dagar i kalendern.
import-event-ends-before-start = ”{ $event }”: slutet ”{ $found }” är före början. Rätta tiden i kalendern.
import-event-no-series = ”{ $event }”: ett undantag från en serie som inte finns i filen (UID { $found }). Exportera hela kalendern.
import-event-no-such-day = ”{ $event }”: undantaget gäller gången ”{ $found }”, som serien inte har eller som redan har ett undantag.
import-event-range = ”{ $event }”: ändringen gäller också alla senare gånger ({ $found }) och kan inte tas in. Dela serien i två i kalendern.
import-event-too-many-days = ”{ $event }”: de enskilda dagarna är fler än { $found }. Dela händelsen i flera.
import-event-own-timetable = ”{ $event }”: verksamheten med samma namn har redan egna tidtabeller, och det går inte att veta vilken av dem detta är. Avsluta de egna tidtabellerna eller ge händelsen ett annat namn.
import-event-own-export = ”{ $event }”: händelsen är exporterad från den här filen. Ändra den direkt här.
import-note-new = ny
import-note-changed = ändras
import-note-cancelled = helt inställd
import-note-vanished = saknas i filen, lämnad som den var
import-note-otherwise = här annorlunda än i filen, lämnad som den var
month-1 = januari
month-2 = februari
month-3 = mars
month-4 = april
month-5 = maj
month-6 = juni
month-7 = juli
month-8 = augusti
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december
action-previous-day = föregående dag
action-next-day = nästa dag
action-switch-view = annan vy
action-edit-session = ändra tillfället
action-shut-day = teamet stängt
action-clashes = krockar
place-month = Månad
place-clashes = Krockar
view-week = vecka
view-month = månad
view-day = dag
view-term = termin
calendar-view = vy: { $next }
calendar-term = Termin
calendar-mine = mina
calendar-month-back = månad bakåt
calendar-month-on = månad framåt
calendar-day-back = dag bakåt
calendar-day-on = dag framåt
calendar-today = i dag
calendar-open-day = teamet trots allt öppet
calendar-eve = { $name } (afton)
calendar-term-has-no-day = Terminen har ingen dag: v byter till veckan.
column-first = Börjar
column-last = Slutar
column-times = Gånger
term-open = öppet
clashes-title = Krockar
clash-lead = samma ledare
clash-place = samma plats
clash-clients = { $count ->
    [one] 1 gemensam klient
   *[other] { $count } gemensamma klienter
}
empty-clashes = Inga krockar under denna tid.
form-session = Ändra tillfället
session-is-held = Tillfället har redan markeringar: dag och tid ändras inte, plats och ledare kan rättas.
scope-this-one = bara det här tillfället
scope-from-this-on = från det här tillfället framåt
scope-all-coming = alla kommande tillfällen
field-scope = Vad ändras
wrong-monthly-day = En månatlig series dag kan inte flyttas så här: ändra verksamheten (Grupper, e).
session-series-saved = Sparat. Tidigare tillfällen ändras inte. u ångrar.
form-shut = Teamet är stängt
undone-absence_notice = den anmälda frånvaron
action-book = boka tid
action-free-slot = frigör tiden
place-slots = Mottagningstider
form-book-new = Ny person, tid
book-later = Tiden som bokades kan redan vara någon annans. Här sparas personen; tiden bokas på mottagningsdagens lista.
slot-booked = Tiden är bokad. u ångrar.
slot-freed = Tiden är ledig igen. u ångrar.
slot-at = { $day } kl. { $time }
error-marked = Personen har redan en markering den här gången, så tiden kan inte frigöras: ta först bort markeringen på dagens lista (Del).
pick-booked = har redan en tid
pick-booked-already = Personen har redan en tid samma dag.
slots-title = Mottagningstider
slots-looking = Tid: { $name } · { $activity }
slots-no-sessions = Det finns inga mottagningsdagar de här veckorna. Dagar: { $when }. F2 redigerar verksamheten, o lägger till en dag.
slots-other-kind = Verksamheten är inte längre en mottagningsdag, så tider bokas inte. F2 redigerar verksamheten.
slots-times-open = Klockslagen är ännu öppna, så tider kan inte bokas. F2 redigerar verksamheten: ange när den börjar och slutar.
slots-too-short = Gången är kortare än en mottagningstid ({ $minutes } min), så det finns inga tider. F2 redigerar verksamheten.
slots-taken = Tiden är redan bokad: välj en ledig tid.
slots-has-one = { $name }: en tid är redan bokad den här dagen.
slots-free-already = Här finns ingen bokad tid att frigöra.
slots-nobody = Tiden är ledig. Boka den först med n.
slot-free = ledig
slot-outside = tiden finns inte mer
slot-without = utan tid
column-time = Tid
column-mark = Markering
undone-booking = tidsbokning
slots-times-were-open = Klockslagen förblev öppna, så det finns inga tider: en dag som varit får inte längre några.
people-by-appointment = tider på { $minutes } minuter
field-contact = Kontakt
field-enrol-how = Hur man börjar
field-price = Pris
field-needs-decision = Kräver beslut
field-valid-from = Gäller från
field-valid-to = Gäller till
field-agreed-from = Avtal från
field-agreed-to = Avtal till
field-agreed-hours = Avtalade timmar
field-agreed-persons = Avtalat antal personer
wrong-agreed = Skriv ett tal 1–99999. Om inget är avtalat, lämna tomt.
service-kind = Slag
service-theme = Tema
service-partner = Partner
service-enrol = Hur man börjar
service-contact = Kontakt
service-decision = Beslut
service-price = Pris
service-bus-card = Busskort
service-valid = Gäller
service-recommended = Rekommenderad
service-agreed = Avtalad period
service-hours = Avtalad tid
service-persons = Antal personer
directory-coming = kommer
directory-ended = avslutad
directory-decision = med beslut
directory-roster = deltagare
valid-not-yet = gäller inte ännu
valid-no-more = gäller inte längre
decision-needed = krävs
not-marked = ingen uppgift
bus-card-given = klienten får busskort
agreed-hours = { $hours } timmar
agreed-used = använt { $used }
agreed-left = kvar { $left }
agreed-over = { $over } över det avtalade
services-choose = Rekommendera en tjänst: { $name }
services-choose-this = rekommendera denna
recommended = Rekommenderad: { $service }. u ångrar.
recommended-already = { $service } har redan rekommenderats för klienten i dag: inget ändrades.
card-recommended = rekommenderad: { $service }
action-recommend = rekommendera tjänst
column-provider = Producent
place-service = Tjänst
undone-recommendation = rekommendationen
due-purchased-period = avtalad period slutar
recommended-to =
    { $count ->
        [0] ännu för ingen
        [one] för { $count } klient
       *[other] för { $count } klienter
    }
roster-spell-over = Deltagandet är redan avslutat. Ett nytt börjar med n.
field-non-disclosure-until = Spärrmarkering till
field-final-waiver = Varför ingen bedömning
episode-fault-final = Slutbedömningen saknas. Håll den först, eller välj varför den saknas.
error-settled = Detta är redan avslutat: det kan ändras bara som en rättelse med angiven orsak.
error-no-final-review = Slutbedömningen saknas: håll den först, eller ange varför den saknas.
due-plan-review = översyn av planen
due-decision-ending = beslutet upphör
due-urgent = brådskande, ej bedömt
due-no-contact = ingen kontakt på länge
due-final-review = slutbedömning saknas
due-non-disclosure = spärrmarkering upphör
due-why-goal-review = Bedömningsdagen är avtalad med klienten.
due-why-plan-review = I planen har avtalats när den gås igenom (SHL 39 §: vid behov).
due-why-decision-ending = Beslutet gäller till { $since }, och inget nytt har ersatt det.
due-why-execution = Anhängigt sedan { $since }: servicen ska börja inom tre månader.
due-why-urgent = Brådskande behov, anhängigt sedan { $since }: det ska bedömas genast.
due-why-own-worker = Klientrelationen började { $since }: klienten ska ha en egen kontaktperson.
due-why-register = Träffen var { $since }, och allas närvaro är inte antecknad.
due-why-register-close = Träffen var { $since }: alla är antecknade, men listan är öppen.
due-why-missed-twice = Två frånvaron utan besked, den senaste { $since }, och ingen kontakt sedan dess.
due-why-offer = Platsen hålls till { $since }; sedan är den fri för nästa.
due-why-free-seat = En plats har varit ledig och någon i kö sedan { $since }.
due-why-purchased-period = Servicen är avtalad till { $since }, och klienter är med eller i kö.
due-why-no-contact = Senaste anteckning, besök eller bedömning { $since }; teamets gräns är nådd.
due-why-final-review = Den sista servicen upphörde { $since }, och ingen slutbedömning har hållits.
due-why-non-disclosure = Spärrmarkeringen gäller till { $since }; förlängning ska sökas före det.
due-why-follow-up = En medarbetare har i en anteckning beslutat återkomma till saken.
ground-decision = beslut
due-with-outer = { $what } (yttersta dag { $day })
due-outer = Dagen är ingen vardag: yttersta dagen är { $day }.
due-put-off = Uppskjutet till { $day } ({ $by }): { $reason }
due-was-put-off = Var uppskjutet till { $day } ({ $by }): { $reason }
due-mine = mina
due-team = hela teamet
due-unassigned = utan medarbetare
due-every-kind = alla slag
due-by-person = efter namn
due-by-day = efter dag
due-away = uppskjutna
due-not-away = visa de övriga
due-woken = Åter på listan. u ångrar.
reviews-title = Bedömningar · { $shown } · { $count }, försenade { $late }
empty-put-off = Ingenting är uppskjutet. z visar de övriga.
refuse-not-put-off = Det här är inte uppskjutet. De uppskjutna visas med z.
form-snooze = Skjut upp
field-snooze-until = Åter på listan
field-snooze-reason = Orsak
wrong-snooze-day = Dagen ska vara en kommande, tidigast i morgon.
snooze-law = Raden göms bara: tidsfristen står i lagen ({ $source }) och flyttas inte.
snooze-saved = Uppskjutet. u ångrar; de uppskjutna: 4 och z.
card-due = Tidsfrister
column-next = Härnäst
action-due-kind = slag
action-due-order = ordning
action-put-off = uppskjutna
action-wake = åter på listan
undone-snooze = uppskjutning
column-outer = Yttersta dag
column-snoozed = Uppskjutet
argument-unassigned = Bara de som inte har någon medarbetare
argument-due_kind = Bara grunden law, decision, agreement, practice eller own
argument-due_ics = Egna tidsfrister som kalender (iCalendar): initialer, inga namn
