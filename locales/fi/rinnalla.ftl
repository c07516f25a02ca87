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




## Näkymät

