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



## Fel




## Kommandoraden




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

