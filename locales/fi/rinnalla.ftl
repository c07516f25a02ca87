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



## Virheet




## Komentorivi




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
import-identity-code = Tämä näyttää henkilötunnukselta. Käytä tiimin omaa viitettä, esimerkiksi 2017-001.
import-no-such-client = Viitettä ”{ $found }” ei ole. Tuo asiakkaat ensin.
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

