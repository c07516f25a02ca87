# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_rinnalla_global_optspecs
    string join \n db= lang= today= h/help V/version
end

function __fish_rinnalla_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_rinnalla_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_rinnalla_using_subcommand
    set -l cmd (__fish_rinnalla_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c rinnalla -n "__fish_rinnalla_needs_command" -l db -d 'Tiedosto; muuten RINNALLA_DB, palvelimen tiedosto tai oma tiedosto' -r -F
complete -c rinnalla -n "__fish_rinnalla_needs_command" -l lang -d 'Kieli: fi, sv tai en; muuten järjestelmän kieli' -r -f -a "fi\t''
sv\t''
en\t''"
complete -c rinnalla -n "__fish_rinnalla_needs_command" -l today -d 'Jokin muu päivä kuin tämä, esimerkiksi 2017-02-06' -r
complete -c rinnalla -n "__fish_rinnalla_needs_command" -s h -l help -d 'Näyttää tämän ohjeen'
complete -c rinnalla -n "__fish_rinnalla_needs_command" -s V -l version -d 'Näyttää ohjelman version'
complete -c rinnalla -n "__fish_rinnalla_needs_command" -f -a "demo" -d 'Avaa keksityn asiakaskunnan oikean toimintaohjelman ympärillä'
complete -c rinnalla -n "__fish_rinnalla_needs_command" -f -a "init" -d 'Luo tiedoston; luojasta tulee sen ensimmäinen pääkäyttäjä'
complete -c rinnalla -n "__fish_rinnalla_needs_command" -f -a "import" -d 'Tuo asiakkaat, toiminnan, osallistujat tai läsnäolot CSV-tiedostosta tai kurssit kalenterista'
complete -c rinnalla -n "__fish_rinnalla_needs_command" -f -a "export" -d 'Kirjoittaa kaiken ulos: yhden asiakkaan tiedot tai koko tiedoston'
complete -c rinnalla -n "__fish_rinnalla_needs_command" -f -a "find" -d 'Hakee asiakkaita ja toimintoja'
complete -c rinnalla -n "__fish_rinnalla_needs_command" -f -a "agenda" -d 'Näyttää viikon ohjelman, myös perutut kerrat ja pyhäpäivät, tai vie ohjelman paperille, näytölle tai kalenteriin'
complete -c rinnalla -n "__fish_rinnalla_needs_command" -f -a "due" -d 'Näyttää, mikä on myöhässä ja mikä on tulossa'
complete -c rinnalla -n "__fish_rinnalla_needs_command" -f -a "roster" -d 'Näyttää toiminnan viikon osallistujat ja merkinnät tai tekee paperilistan'
complete -c rinnalla -n "__fish_rinnalla_needs_command" -f -a "report" -d 'Tulostaa raportin jaksolta: ihmisille, ohjelmille tai työkirjaksi'
complete -c rinnalla -n "__fish_rinnalla_needs_command" -f -a "retention" -d 'Luettelee asiakkaat, joiden tietojen säilytysaika on päättynyt, ja poistaa tiedot lopullisesti'
complete -c rinnalla -n "__fish_rinnalla_needs_command" -f -a "keys" -d 'Näyttää kaikki näppäimet'
complete -c rinnalla -n "__fish_rinnalla_needs_command" -f -a "check" -d 'Tarkistaa, että tiedosto on ehjä'
complete -c rinnalla -n "__fish_rinnalla_needs_command" -f -a "backup" -d 'Ottaa tiedostosta varmuuskopion muiden työtä häiritsemättä; luettelee ja tarkistaa kopiot'
complete -c rinnalla -n "__fish_rinnalla_needs_command" -f -a "restore" -d 'Palauttaa tiedoston varmuuskopiosta, vaikka muilla on se auki'
complete -c rinnalla -n "__fish_rinnalla_needs_command" -f -a "log" -d 'Näyttää lokin: kuka on tehnyt mitä ja milloin; --client antaa asiakkaan oman otteen'
complete -c rinnalla -n "__fish_rinnalla_needs_command" -f -a "worker" -d 'Työntekijät, joilla on pääsy tiedostoon'
complete -c rinnalla -n "__fish_rinnalla_needs_command" -f -a "completions" -d 'Tulostaa komentojen täydennykset komentotulkille'
complete -c rinnalla -n "__fish_rinnalla_needs_command" -f -a "man" -d 'Tulostaa manuaalisivun'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand demo" -l keep -d 'Kirjoittaa tiedoston ja lopettaa' -r -F
complete -c rinnalla -n "__fish_rinnalla_using_subcommand demo" -l seed -d 'Toinen asiakaskunta' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand demo" -l db -d 'Tiedosto; muuten RINNALLA_DB, palvelimen tiedosto tai oma tiedosto' -r -F
complete -c rinnalla -n "__fish_rinnalla_using_subcommand demo" -l lang -d 'Kieli: fi, sv tai en; muuten järjestelmän kieli' -r -f -a "fi\t''
sv\t''
en\t''"
complete -c rinnalla -n "__fish_rinnalla_using_subcommand demo" -l today -d 'Jokin muu päivä kuin tämä, esimerkiksi 2017-02-06' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand demo" -s h -l help -d 'Näyttää tämän ohjeen'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand init" -l name -d 'Nimi, jonka työtoverit näkevät' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand init" -l first -d 'Ensimmäisen työntekijän käyttäjätunnus; palvelimella, vain root' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand init" -l db -d 'Tiedosto; muuten RINNALLA_DB, palvelimen tiedosto tai oma tiedosto' -r -F
complete -c rinnalla -n "__fish_rinnalla_using_subcommand init" -l lang -d 'Kieli: fi, sv tai en; muuten järjestelmän kieli' -r -f -a "fi\t''
sv\t''
en\t''"
complete -c rinnalla -n "__fish_rinnalla_using_subcommand init" -l today -d 'Jokin muu päivä kuin tämä, esimerkiksi 2017-02-06' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand init" -s h -l help -d 'Näyttää tämän ohjeen'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand import" -l db -d 'Tiedosto; muuten RINNALLA_DB, palvelimen tiedosto tai oma tiedosto' -r -F
complete -c rinnalla -n "__fish_rinnalla_using_subcommand import" -l lang -d 'Kieli: fi, sv tai en; muuten järjestelmän kieli' -r -f -a "fi\t''
sv\t''
en\t''"
complete -c rinnalla -n "__fish_rinnalla_using_subcommand import" -l today -d 'Jokin muu päivä kuin tämä, esimerkiksi 2017-02-06' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand import" -l dry-run -d 'Tarkistaa ja kertoo, mitä muuttuisi; ei muuta mitään'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand import" -s h -l help -d 'Näyttää tämän ohjeen'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand export; and not __fish_seen_subcommand_from client all" -l db -d 'Tiedosto; muuten RINNALLA_DB, palvelimen tiedosto tai oma tiedosto' -r -F
complete -c rinnalla -n "__fish_rinnalla_using_subcommand export; and not __fish_seen_subcommand_from client all" -l lang -d 'Kieli: fi, sv tai en; muuten järjestelmän kieli' -r -f -a "fi\t''
sv\t''
en\t''"
complete -c rinnalla -n "__fish_rinnalla_using_subcommand export; and not __fish_seen_subcommand_from client all" -l today -d 'Jokin muu päivä kuin tämä, esimerkiksi 2017-02-06' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand export; and not __fish_seen_subcommand_from client all" -s h -l help -d 'Näyttää tämän ohjeen'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand export; and not __fish_seen_subcommand_from client all" -f -a "client" -d 'Tulostaa kaikki yhden asiakkaan tiedot hänelle annettavaksi'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand export; and not __fish_seen_subcommand_from client all" -f -a "all" -d 'Kirjoittaa koko tiedoston tauluina kansioon, josta import all tuo sen uuteen tiedostoon (pääkäyttäjä)'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand export; and __fish_seen_subcommand_from client" -l format -d 'text (oletus), html (tulostettava sivu) tai json (ohjelmille)' -r -f -a "text\t''
html\t''
json\t''"
complete -c rinnalla -n "__fish_rinnalla_using_subcommand export; and __fish_seen_subcommand_from client" -l to -d 'Uusi tiedosto, johon tiedot kirjoitetaan' -r -F
complete -c rinnalla -n "__fish_rinnalla_using_subcommand export; and __fish_seen_subcommand_from client" -l db -d 'Tiedosto; muuten RINNALLA_DB, palvelimen tiedosto tai oma tiedosto' -r -F
complete -c rinnalla -n "__fish_rinnalla_using_subcommand export; and __fish_seen_subcommand_from client" -l lang -d 'Kieli: fi, sv tai en; muuten järjestelmän kieli' -r -f -a "fi\t''
sv\t''
en\t''"
complete -c rinnalla -n "__fish_rinnalla_using_subcommand export; and __fish_seen_subcommand_from client" -l today -d 'Jokin muu päivä kuin tämä, esimerkiksi 2017-02-06' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand export; and __fish_seen_subcommand_from client" -s h -l help -d 'Näyttää tämän ohjeen'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand export; and __fish_seen_subcommand_from all" -l db -d 'Tiedosto; muuten RINNALLA_DB, palvelimen tiedosto tai oma tiedosto' -r -F
complete -c rinnalla -n "__fish_rinnalla_using_subcommand export; and __fish_seen_subcommand_from all" -l lang -d 'Kieli: fi, sv tai en; muuten järjestelmän kieli' -r -f -a "fi\t''
sv\t''
en\t''"
complete -c rinnalla -n "__fish_rinnalla_using_subcommand export; and __fish_seen_subcommand_from all" -l today -d 'Jokin muu päivä kuin tämä, esimerkiksi 2017-02-06' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand export; and __fish_seen_subcommand_from all" -s h -l help -d 'Näyttää tämän ohjeen'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand find" -l format -d 'Tulostusmuoto: table (oletus), csv tai json' -r -f -a "table\t'For people: aligned, in their language, dates the Finnish way'
csv\t'RFC 4180, headings in English, ISO dates'
json\t'An array of objects'"
complete -c rinnalla -n "__fish_rinnalla_using_subcommand find" -l db -d 'Tiedosto; muuten RINNALLA_DB, palvelimen tiedosto tai oma tiedosto' -r -F
complete -c rinnalla -n "__fish_rinnalla_using_subcommand find" -l lang -d 'Kieli: fi, sv tai en; muuten järjestelmän kieli' -r -f -a "fi\t''
sv\t''
en\t''"
complete -c rinnalla -n "__fish_rinnalla_using_subcommand find" -l today -d 'Jokin muu päivä kuin tämä, esimerkiksi 2017-02-06' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand find" -s h -l help -d 'Näyttää tämän ohjeen'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand agenda" -l week -d 'Viikko, esimerkiksi 6, ”vk 6” tai 2017-W06; muuten tämä viikko' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand agenda" -l from -d 'Ensimmäinen päivä' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand agenda" -l to -d 'Viimeinen päivä; muuten viikon päästä' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand agenda" -l activity -d 'Toiminnan nimi tai sen osia' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand agenda" -l format -d 'Tulostusmuoto: table (oletus), csv tai json' -r -f -a "table\t'For people: aligned, in their language, dates the Finnish way'
csv\t'RFC 4180, headings in English, ISO dates'
json\t'An array of objects'"
complete -c rinnalla -n "__fish_rinnalla_using_subcommand agenda" -l db -d 'Tiedosto; muuten RINNALLA_DB, palvelimen tiedosto tai oma tiedosto' -r -F
complete -c rinnalla -n "__fish_rinnalla_using_subcommand agenda" -l lang -d 'Kieli: fi, sv tai en; muuten järjestelmän kieli' -r -f -a "fi\t''
sv\t''
en\t''"
complete -c rinnalla -n "__fish_rinnalla_using_subcommand agenda" -l today -d 'Jokin muu päivä kuin tämä, esimerkiksi 2017-02-06' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand agenda" -l own -d 'Vain ne, joita itse ohjaan'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand agenda" -l print -d 'Viikko-ohjelma asiakkaille: yksi A4-sivu tekstinä'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand agenda" -l html -d 'Viikko-ohjelma asiakkaille: yksi A4-sivu HTML:nä, myös näytölle'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand agenda" -l ics -d 'Koko ohjelma muihin kalentereihin (iCalendar)'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand agenda" -s h -l help -d 'Näyttää tämän ohjeen'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand due" -l kind -d 'Vain peruste law, decision, agreement, practice tai own' -r -f -a "law\t''
decision\t''
agreement\t''
practice\t''
own\t''"
complete -c rinnalla -n "__fish_rinnalla_using_subcommand due" -l within -d 'Vain myöhässä olevat ja ne, joihin on enintään näin monta päivää' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand due" -l format -d 'Tulostusmuoto: table (oletus), csv tai json' -r -f -a "table\t'For people: aligned, in their language, dates the Finnish way'
csv\t'RFC 4180, headings in English, ISO dates'
json\t'An array of objects'"
complete -c rinnalla -n "__fish_rinnalla_using_subcommand due" -l db -d 'Tiedosto; muuten RINNALLA_DB, palvelimen tiedosto tai oma tiedosto' -r -F
complete -c rinnalla -n "__fish_rinnalla_using_subcommand due" -l lang -d 'Kieli: fi, sv tai en; muuten järjestelmän kieli' -r -f -a "fi\t''
sv\t''
en\t''"
complete -c rinnalla -n "__fish_rinnalla_using_subcommand due" -l today -d 'Jokin muu päivä kuin tämä, esimerkiksi 2017-02-06' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand due" -l mine -d 'Vain omat ja koko tiimin yhteiset'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand due" -l unassigned -d 'Vain ne, joilla ei ole työntekijää'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand due" -l ics -d 'Omat määräajat kalenterina (iCalendar): nimikirjaimet, ei nimiä'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand due" -s h -l help -d 'Näyttää tämän ohjeen'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand roster" -l week -d 'Viikko, esimerkiksi 6, ”vk 6” tai 2017-W06; muuten tämä viikko' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand roster" -l format -d 'Tulostusmuoto: table (oletus), csv tai json' -r -f -a "table\t'For people: aligned, in their language, dates the Finnish way'
csv\t'RFC 4180, headings in English, ISO dates'
json\t'An array of objects'"
complete -c rinnalla -n "__fish_rinnalla_using_subcommand roster" -l db -d 'Tiedosto; muuten RINNALLA_DB, palvelimen tiedosto tai oma tiedosto' -r -F
complete -c rinnalla -n "__fish_rinnalla_using_subcommand roster" -l lang -d 'Kieli: fi, sv tai en; muuten järjestelmän kieli' -r -f -a "fi\t''
sv\t''
en\t''"
complete -c rinnalla -n "__fish_rinnalla_using_subcommand roster" -l today -d 'Jokin muu päivä kuin tämä, esimerkiksi 2017-02-06' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand roster" -l paper -d 'Lista paperille: etunimet ja ruudut, A4-sivuina'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand roster" -s h -l help -d 'Näyttää tämän ohjeen'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand report" -l from -d 'Jakson ensimmäinen päivä; muuten vuoden alku' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand report" -l to -d 'Jakson viimeinen päivä; muuten vuoden loppu' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand report" -l worker -d 'Vain tämän oman työntekijän asiakkaat: tunnus tai nimi' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand report" -l tier -d 'Vain tämä palvelutaso: own, purchased_basic, purchased_tailored, partnership, general' -r -f -a "own\t''
purchased_basic\t''
purchased_tailored\t''
partnership\t''
general\t''"
complete -c rinnalla -n "__fish_rinnalla_using_subcommand report" -l theme -d 'Vain tämä teema: avain tai nimi' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand report" -l table -d 'Vain tämä raportin taulukko' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand report" -l format -d 'table (ihmisille), csv, json, html (tulostettava) tai xlsx; muuten tiedoston päätteen mukaan. Pienet luvut peitetään kaikessa muussa kuin näytölle tulostetussa taulukossa' -r -f -a "table\t'For people, here and now: nothing is hidden unless it goes to a file'
csv\t''
json\t''
html\t'To be printed'
xlsx\t'A workbook, which needs a file'"
complete -c rinnalla -n "__fish_rinnalla_using_subcommand report" -l db -d 'Tiedosto; muuten RINNALLA_DB, palvelimen tiedosto tai oma tiedosto' -r -F
complete -c rinnalla -n "__fish_rinnalla_using_subcommand report" -l lang -d 'Kieli: fi, sv tai en; muuten järjestelmän kieli' -r -f -a "fi\t''
sv\t''
en\t''"
complete -c rinnalla -n "__fish_rinnalla_using_subcommand report" -l today -d 'Jokin muu päivä kuin tämä, esimerkiksi 2017-02-06' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand report" -l unsuppressed -d 'Näyttää myös pienet luvut; vain tiiminvetäjälle ja pääkäyttäjälle'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand report" -s h -l help -d 'Näyttää tämän ohjeen'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand retention" -l remove -d 'Poistaa näiden asiakkaiden kaikki tiedot: asiakkaiden tunnukset' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand retention" -l format -d 'Tulostusmuoto: table (oletus), csv tai json' -r -f -a "table\t'For people: aligned, in their language, dates the Finnish way'
csv\t'RFC 4180, headings in English, ISO dates'
json\t'An array of objects'"
complete -c rinnalla -n "__fish_rinnalla_using_subcommand retention" -l db -d 'Tiedosto; muuten RINNALLA_DB, palvelimen tiedosto tai oma tiedosto' -r -F
complete -c rinnalla -n "__fish_rinnalla_using_subcommand retention" -l lang -d 'Kieli: fi, sv tai en; muuten järjestelmän kieli' -r -f -a "fi\t''
sv\t''
en\t''"
complete -c rinnalla -n "__fish_rinnalla_using_subcommand retention" -l today -d 'Jokin muu päivä kuin tämä, esimerkiksi 2017-02-06' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand retention" -l all -d 'Poistaa kaikki, joiden säilytysaika on päättynyt'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand retention" -l yes -d 'Ei kysy vahvistusta; ajastetuille komennoille'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand retention" -s h -l help -d 'Näyttää tämän ohjeen'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand keys" -l format -d 'Tulostusmuoto: table (oletus), csv tai json' -r -f -a "table\t'For people: aligned, in their language, dates the Finnish way'
csv\t'RFC 4180, headings in English, ISO dates'
json\t'An array of objects'"
complete -c rinnalla -n "__fish_rinnalla_using_subcommand keys" -l db -d 'Tiedosto; muuten RINNALLA_DB, palvelimen tiedosto tai oma tiedosto' -r -F
complete -c rinnalla -n "__fish_rinnalla_using_subcommand keys" -l lang -d 'Kieli: fi, sv tai en; muuten järjestelmän kieli' -r -f -a "fi\t''
sv\t''
en\t''"
complete -c rinnalla -n "__fish_rinnalla_using_subcommand keys" -l today -d 'Jokin muu päivä kuin tämä, esimerkiksi 2017-02-06' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand keys" -s h -l help -d 'Näyttää tämän ohjeen'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand check" -l format -d 'Tulostusmuoto: table (oletus), csv tai json' -r -f -a "table\t'For people: aligned, in their language, dates the Finnish way'
csv\t'RFC 4180, headings in English, ISO dates'
json\t'An array of objects'"
complete -c rinnalla -n "__fish_rinnalla_using_subcommand check" -l db -d 'Tiedosto; muuten RINNALLA_DB, palvelimen tiedosto tai oma tiedosto' -r -F
complete -c rinnalla -n "__fish_rinnalla_using_subcommand check" -l lang -d 'Kieli: fi, sv tai en; muuten järjestelmän kieli' -r -f -a "fi\t''
sv\t''
en\t''"
complete -c rinnalla -n "__fish_rinnalla_using_subcommand check" -l today -d 'Jokin muu päivä kuin tämä, esimerkiksi 2017-02-06' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand check" -s h -l help -d 'Näyttää tämän ohjeen'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand backup" -l to -d 'Vie kopion myös tähän kansioon (pääkäyttäjä)' -r -F
complete -c rinnalla -n "__fish_rinnalla_using_subcommand backup" -l verify -d 'Tarkistaa uusimman kopion tai nimetyn: kopion nimi, tiedosto tai kansio' -r -F
complete -c rinnalla -n "__fish_rinnalla_using_subcommand backup" -l format -d 'Tulostusmuoto: table (oletus), csv tai json' -r -f -a "table\t'For people: aligned, in their language, dates the Finnish way'
csv\t'RFC 4180, headings in English, ISO dates'
json\t'An array of objects'"
complete -c rinnalla -n "__fish_rinnalla_using_subcommand backup" -l db -d 'Tiedosto; muuten RINNALLA_DB, palvelimen tiedosto tai oma tiedosto' -r -F
complete -c rinnalla -n "__fish_rinnalla_using_subcommand backup" -l lang -d 'Kieli: fi, sv tai en; muuten järjestelmän kieli' -r -f -a "fi\t''
sv\t''
en\t''"
complete -c rinnalla -n "__fish_rinnalla_using_subcommand backup" -l today -d 'Jokin muu päivä kuin tämä, esimerkiksi 2017-02-06' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand backup" -l list -d 'Luettelee kopiot, uusin ensin'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand backup" -l all -d 'Tarkistaa kaikki kopiot'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand backup" -s h -l help -d 'Näyttää tämän ohjeen'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand restore" -l db -d 'Tiedosto; muuten RINNALLA_DB, palvelimen tiedosto tai oma tiedosto' -r -F
complete -c rinnalla -n "__fish_rinnalla_using_subcommand restore" -l lang -d 'Kieli: fi, sv tai en; muuten järjestelmän kieli' -r -f -a "fi\t''
sv\t''
en\t''"
complete -c rinnalla -n "__fish_rinnalla_using_subcommand restore" -l today -d 'Jokin muu päivä kuin tämä, esimerkiksi 2017-02-06' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand restore" -l yes -d 'Ei kysy vahvistusta; ajastetuille komennoille'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand restore" -s h -l help -d 'Näyttää tämän ohjeen'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand log" -l client -d 'Asiakkaan tunnus: tulostaa otteen, joka annetaan asiakkaalle' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand log" -l worker -d 'Vain tämän työntekijän merkinnät (käyttäjätunnus)' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand log" -l from -d 'Ensimmäinen päivä' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand log" -l to -d 'Viimeinen päivä' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand log" -l format -d 'Tulostusmuoto: table (oletus), csv tai json' -r -f -a "table\t'For people: aligned, in their language, dates the Finnish way'
csv\t'RFC 4180, headings in English, ISO dates'
json\t'An array of objects'"
complete -c rinnalla -n "__fish_rinnalla_using_subcommand log" -l db -d 'Tiedosto; muuten RINNALLA_DB, palvelimen tiedosto tai oma tiedosto' -r -F
complete -c rinnalla -n "__fish_rinnalla_using_subcommand log" -l lang -d 'Kieli: fi, sv tai en; muuten järjestelmän kieli' -r -f -a "fi\t''
sv\t''
en\t''"
complete -c rinnalla -n "__fish_rinnalla_using_subcommand log" -l today -d 'Jokin muu päivä kuin tämä, esimerkiksi 2017-02-06' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand log" -s h -l help -d 'Näyttää tämän ohjeen'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand worker; and not __fish_seen_subcommand_from add list end" -l db -d 'Tiedosto; muuten RINNALLA_DB, palvelimen tiedosto tai oma tiedosto' -r -F
complete -c rinnalla -n "__fish_rinnalla_using_subcommand worker; and not __fish_seen_subcommand_from add list end" -l lang -d 'Kieli: fi, sv tai en; muuten järjestelmän kieli' -r -f -a "fi\t''
sv\t''
en\t''"
complete -c rinnalla -n "__fish_rinnalla_using_subcommand worker; and not __fish_seen_subcommand_from add list end" -l today -d 'Jokin muu päivä kuin tämä, esimerkiksi 2017-02-06' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand worker; and not __fish_seen_subcommand_from add list end" -s h -l help -d 'Näyttää tämän ohjeen'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand worker; and not __fish_seen_subcommand_from add list end" -f -a "add" -d 'Lisää työntekijän, ottaa hänet takaisin tai muuttaa hänen nimensä tai roolinsa'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand worker; and not __fish_seen_subcommand_from add list end" -f -a "list" -d 'Luettelee työntekijät'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand worker; and not __fish_seen_subcommand_from add list end" -f -a "end" -d 'Päättää työntekijän pääsyn; hänen työnsä jää tiedostoon'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand worker; and __fish_seen_subcommand_from add" -l name -d 'Nimi, jonka työtoverit näkevät' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand worker; and __fish_seen_subcommand_from add" -l role -d 'Rooli: worker (oletus), lead, admin tai auditor' -r -f -a "worker\t''
lead\t''
admin\t''
auditor\t''"
complete -c rinnalla -n "__fish_rinnalla_using_subcommand worker; and __fish_seen_subcommand_from add" -l db -d 'Tiedosto; muuten RINNALLA_DB, palvelimen tiedosto tai oma tiedosto' -r -F
complete -c rinnalla -n "__fish_rinnalla_using_subcommand worker; and __fish_seen_subcommand_from add" -l lang -d 'Kieli: fi, sv tai en; muuten järjestelmän kieli' -r -f -a "fi\t''
sv\t''
en\t''"
complete -c rinnalla -n "__fish_rinnalla_using_subcommand worker; and __fish_seen_subcommand_from add" -l today -d 'Jokin muu päivä kuin tämä, esimerkiksi 2017-02-06' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand worker; and __fish_seen_subcommand_from add" -s h -l help -d 'Näyttää tämän ohjeen'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand worker; and __fish_seen_subcommand_from list" -l format -d 'Tulostusmuoto: table (oletus), csv tai json' -r -f -a "table\t'For people: aligned, in their language, dates the Finnish way'
csv\t'RFC 4180, headings in English, ISO dates'
json\t'An array of objects'"
complete -c rinnalla -n "__fish_rinnalla_using_subcommand worker; and __fish_seen_subcommand_from list" -l db -d 'Tiedosto; muuten RINNALLA_DB, palvelimen tiedosto tai oma tiedosto' -r -F
complete -c rinnalla -n "__fish_rinnalla_using_subcommand worker; and __fish_seen_subcommand_from list" -l lang -d 'Kieli: fi, sv tai en; muuten järjestelmän kieli' -r -f -a "fi\t''
sv\t''
en\t''"
complete -c rinnalla -n "__fish_rinnalla_using_subcommand worker; and __fish_seen_subcommand_from list" -l today -d 'Jokin muu päivä kuin tämä, esimerkiksi 2017-02-06' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand worker; and __fish_seen_subcommand_from list" -s h -l help -d 'Näyttää tämän ohjeen'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand worker; and __fish_seen_subcommand_from end" -l db -d 'Tiedosto; muuten RINNALLA_DB, palvelimen tiedosto tai oma tiedosto' -r -F
complete -c rinnalla -n "__fish_rinnalla_using_subcommand worker; and __fish_seen_subcommand_from end" -l lang -d 'Kieli: fi, sv tai en; muuten järjestelmän kieli' -r -f -a "fi\t''
sv\t''
en\t''"
complete -c rinnalla -n "__fish_rinnalla_using_subcommand worker; and __fish_seen_subcommand_from end" -l today -d 'Jokin muu päivä kuin tämä, esimerkiksi 2017-02-06' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand worker; and __fish_seen_subcommand_from end" -s h -l help -d 'Näyttää tämän ohjeen'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand completions" -l db -d 'Tiedosto; muuten RINNALLA_DB, palvelimen tiedosto tai oma tiedosto' -r -F
complete -c rinnalla -n "__fish_rinnalla_using_subcommand completions" -l lang -d 'Kieli: fi, sv tai en; muuten järjestelmän kieli' -r -f -a "fi\t''
sv\t''
en\t''"
complete -c rinnalla -n "__fish_rinnalla_using_subcommand completions" -l today -d 'Jokin muu päivä kuin tämä, esimerkiksi 2017-02-06' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand completions" -s h -l help -d 'Näyttää tämän ohjeen'
complete -c rinnalla -n "__fish_rinnalla_using_subcommand man" -l db -d 'Tiedosto; muuten RINNALLA_DB, palvelimen tiedosto tai oma tiedosto' -r -F
complete -c rinnalla -n "__fish_rinnalla_using_subcommand man" -l lang -d 'Kieli: fi, sv tai en; muuten järjestelmän kieli' -r -f -a "fi\t''
sv\t''
en\t''"
complete -c rinnalla -n "__fish_rinnalla_using_subcommand man" -l today -d 'Jokin muu päivä kuin tämä, esimerkiksi 2017-02-06' -r
complete -c rinnalla -n "__fish_rinnalla_using_subcommand man" -s h -l help -d 'Näyttää tämän ohjeen'
