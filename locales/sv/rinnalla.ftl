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
kind-individual = individuell handledning
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
due-own-worker = egen kontaktperson saknas
due-register = närvaron oantecknad
due-missed-twice = frånvarande två gånger i rad
due-follow-up = återkom till saken

ground-law = lag
ground-agreement = överenskommet
ground-practice = praxis
ground-own = egen uppföljning

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
error-register-closed = Närvarolistan är stängd och ändras inte längre: be din chef öppna den.
error-ref-taken = En annan klient har redan referensen: ge en annan referens.
error-live-episode = Klienten har redan en pågående klientrelation: avsluta den innan du inleder en ny.
error-nothing-to-undo = Det finns inget att ångra: inget har ändrats under den här sessionen.
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
command-agenda = Visar veckans program, även inställda träffar och helgdagar
command-due = Visar vad som är försenat och vad som är på kommande
command-check = Kontrollerar att filen är hel
command-worker = Arbetstagarna som har tillträde till filen
command-worker-add = Lägger till en arbetstagare eller tar någon tillbaka
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

place-fixed = Programmet är installerat för en gemensam fil, så --db och RINNALLA_DB gäller inte: lämna bort dem.
place-none = Ingen hemkatalog hittas: ange filens plats med --db.
no-account = Systemet känner inte till ditt användarnamn: be serverns administratör om hjälp.
not-a-worker = Du hör inte till filens arbetstagare: be huvudanvändaren ge kommandot ”rinnalla worker add { $login }”.
output-failed = Utskriften misslyckades ({ $detail }): kontrollera att det finns plats på disken.

init-done = Filen { $path } är skapad och { $name } ({ $login }) är dess huvudanvändare.
check-sound = Filen är hel.
check-faults = Fel hittades i filen ({ $count }): spara en kopia av den och återställ den senaste hela säkerhetskopian.
days-backwards = Den sista dagen är före den första: byt plats på dem.
list-empty = Inget att visa.
find-more = Visar { $shown } träffar av { $total }: precisera sökningen.
found-client = klient
found-activity = verksamhet

worker-added = { $name } ({ $login }) har nu tillträde till filen.
worker-left = { $name } ({ $login }) har inte längre tillträde till filen.
worker-active = i arbete
worker-ended = slutat
worker-there = { $login } hör redan till filens arbetstagare: inget behöver göras.
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
column-ground = Grund
column-login = Användarnamn
column-members = Deltagare
column-name = Namn
column-own_worker = Egen kontaktperson
column-place = Plats
column-role = Roll
column-rule = Bevakning
column-standing = Läge
column-start = Börjar
column-state = Status
column-type = Typ
column-what = Ärende
column-worker = Arbetstagare


## Import




## Vyer

