/**
 * Names of invented people, by country of origin: common given and family names, put together at
 * random, with the native script where the passport carries one. Weights say how often an origin
 * occurs among people with a permit and among posted workers.
 */
import type { Sex } from '../../../domain/contract/codes.ts'
import { type Random, weighted, type Weighted } from './random.ts'

/** A name in Latin letters, and in the script of origin when that is another one. */
interface Name {
  latin: string
  native: string | null
}

export interface Origin {
  country: string
  male: readonly Name[]
  female: readonly Name[]
  family: readonly Name[]
  /** Family names of women, where they differ from those of men. */
  familyFemale: readonly Name[] | null
  /** Native order: family name first. */
  familyFirst: boolean
  /** Free movement of workers: EU, EEA, Switzerland. */
  freeMovement: boolean
  permitWeight: number
  postedWeight: number
}

const list = (text: string): Name[] =>
  text.split(',').map((entry) => {
    const [latin, native] = entry.trim().split('=')
    return { latin: latin as string, native: native ?? null }
  })

interface Source {
  permit: number
  posted: number
  male: string
  female: string
  family: string
  familyFemale?: string
  familyFirst?: boolean
}

const FREE_MOVEMENT: Readonly<Record<string, Source>> = {
  PL: {
    permit: 0,
    posted: 26,
    male: 'Paweł,Krzysztof,Łukasz,Tomasz,Wojciech,Grzegorz,Mateusz,Zbigniew',
    female: 'Agnieszka,Małgorzata,Katarzyna,Joanna,Wiesława',
    family:
      'Kowalczyk,Wiśniewski,Wójcik,Zieliński,Szymański,Dąbrowski,Jabłoński,Gołębiewski,Krawczyk',
    familyFemale: 'Kowalczyk,Wiśniewska,Wójcik,Zielińska,Szymańska,Dąbrowska,Jabłońska,Gołębiewska',
  },
  PT: {
    permit: 0,
    posted: 14,
    male: 'João,António,José Luís,Rui,Nuno,Gonçalo,Simão',
    female: 'Conceição,Inês,Maria João,Catarina,Graça',
    family: 'da Silva,dos Santos,Gonçalves,Magalhães,Simões,de Sousa,Araújo,Brandão',
  },
  RO: {
    permit: 0,
    posted: 16,
    male: 'Ionuț,Ștefan,Gheorghe,Cătălin,Mihai,Răzvan,Constantin',
    female: 'Mădălina,Ioana,Ștefania,Elena,Cristina',
    family: 'Popescu,Țurcanu,Munteanu,Ștefănescu,Dănilă,Bărbulescu,Ilieș,Rusu',
  },
  BG: {
    permit: 0,
    posted: 8,
    male: 'Georgi=Георги,Dimitar=Димитър,Ivaylo=Ивайло,Stoyan=Стоян,Hristo=Христо',
    female: 'Desislava=Десислава,Yordanka=Йорданка,Tsvetelina=Цветелина,Maria=Мария',
    family:
      'Dimitrov=Димитров,Angelov=Ангелов,Stoyanov=Стоянов,Hristov=Христов,Zhelyazkov=Желязков',
    familyFemale: 'Dimitrova=Димитрова,Angelova=Ангелова,Stoyanova=Стоянова,Hristova=Христова',
  },
  SK: {
    permit: 0,
    posted: 5,
    male: 'Ľubomír,Jozef,Miroslav,Štefan,Peter',
    female: 'Zuzana,Ľudmila,Katarína,Jana',
    family: 'Horváth,Kováč,Varga,Tóth,Baláž',
    familyFemale: 'Horváthová,Kováčová,Vargová,Tóthová,Balážová',
  },
  HR: {
    permit: 0,
    posted: 3,
    male: 'Željko,Hrvoje,Tomislav,Krešimir,Ante',
    female: 'Ivana,Željka,Marija,Snježana',
    family: 'Babić,Kovačević,Jurić,Matković,Šimić',
  },
  SI: {
    permit: 0,
    posted: 2,
    male: 'Matjaž,Boštjan,Janez,Uroš',
    female: 'Mojca,Špela,Nataša',
    family: 'Kovačič,Zupančič,Žagar,Krajnc',
  },
  HU: {
    permit: 0,
    posted: 4,
    male: 'László,Gábor,Ferenc,Zoltán,Sándor',
    female: 'Erzsébet,Ildikó,Zsuzsanna,Katalin',
    family: 'Nagy,Szűcs,Kerekes,Győri,Fehér,Balogh',
    familyFirst: true,
  },
  LT: {
    permit: 0,
    posted: 4,
    male: 'Vytautas,Žygimantas,Mindaugas,Darius',
    female: 'Rūta,Jūratė,Eglė',
    family: 'Kazlauskas,Jankauskas,Žukauskas,Petrauskas',
    familyFemale: 'Kazlauskienė,Jankauskaitė,Žukauskienė,Petrauskaitė',
  },
  NL: {
    permit: 0,
    posted: 7,
    male: 'Jeroen,Pieter,Maarten,Sjoerd,Willem-Jan',
    female: 'Marloes,Annelies,Femke',
    family: 'van den Berg,de Vries,van der Meulen,Zijlstra,ten Hoope,de Groot',
  },
  DE: {
    permit: 0,
    posted: 5,
    male: 'Jürgen,Björn,Günther,Karl-Heinz,Matthias',
    female: 'Anneliese,Käthe,Ute',
    family: 'Müller,Schäfer,Groß,Böhm,von Wittgenfeld,Krüger',
  },
  IT: {
    permit: 0,
    posted: 4,
    male: 'Giuseppe,Niccolò,Salvatore,Gian Luca',
    female: 'Chiara,Francesca,Maria Grazia',
    family: 'De Luca,Di Stefano,Esposito,Lo Presti,Caputo',
  },
  ES: {
    permit: 0,
    posted: 4,
    male: 'José María,Íñigo,Francisco Javier,Álvaro',
    female: 'María del Carmen,Begoña,Ángeles',
    family: 'García López,Fernández Ruiz,Muñoz Peña,Ibáñez Vidal',
  },
  FR: {
    permit: 0,
    posted: 4,
    male: 'Jean-Baptiste,François,Hervé,Loïc',
    female: 'Hélène,Geneviève,Anaïs',
    family: "Lefèvre,d'Hautmont,Le Goff,Bérenger,de la Roche",
  },
  GR: {
    permit: 0,
    posted: 2,
    male: 'Georgios=Γεώργιος,Dimitrios=Δημήτριος,Konstantinos=Κωνσταντίνος,Panagiotis=Παναγιώτης',
    female: 'Eleni=Ελένη,Aikaterini=Αικατερίνη,Vasiliki=Βασιλική',
    family: 'Papadopoulos=Παπαδόπουλος,Oikonomou=Οικονόμου,Georgiou=Γεωργίου,Chatzis=Χατζής',
    familyFemale: 'Papadopoulou=Παπαδοπούλου,Oikonomou=Οικονόμου,Georgiou=Γεωργίου,Chatzi=Χατζή',
  },
}

const PERMIT_NEEDED: Readonly<Record<string, Source>> = {
  UA: {
    permit: 3,
    posted: 38,
    male: 'Oleksandr=Олександр,Serhii=Сергій,Volodymyr=Володимир,Yurii=Юрій,Andrii=Андрій,Mykhailo=Михайло,Vasyl=Василь',
    female: 'Olena=Олена,Nataliia=Наталія,Yuliia=Юлія,Oksana=Оксана',
    family:
      'Kovalenko=Коваленко,Shevchuk=Шевчук,Bondarenko=Бондаренко,Tkachuk=Ткачук,Hrytsenko=Гриценко,Moroz=Мороз,Lysenko=Лисенко,Yushchuk=Ющук',
  },
  BY: {
    permit: 1,
    posted: 17,
    male: 'Aliaksandr=Аляксандр,Siarhei=Сяргей,Dzmitry=Дзмітрый,Mikalai=Мікалай,Yauheni=Яўгені',
    female: 'Volha=Вольга,Sviatlana=Святлана,Katsiaryna=Кацярына',
    family: 'Kavaliou=Кавалёў,Zhuk=Жук,Navitski=Навіцкі,Klimovich=Клімовіч,Hryhoryeu=Грыгор’еў',
    familyFemale: 'Kavaliova=Кавалёва,Zhuk=Жук,Navitskaya=Навіцкая,Klimovich=Клімовіч',
  },
  BR: {
    permit: 5,
    posted: 8,
    male: 'João Paulo,Thiago,Luís Henrique,Raimundo,Cauã,Antônio Carlos',
    female: 'Luíza,Fernanda,Conceição,Patrícia',
    family:
      'da Silva,dos Santos,de Oliveira Souza,Ferreira Lima,do Nascimento,Araújo Costa,Gonçalves Pereira',
  },
  BA: {
    permit: 2,
    posted: 4,
    male: 'Emir,Senad,Željko,Mirza,Dženan',
    female: 'Amra,Lejla,Snežana',
    family: 'Hodžić,Begović,Đurić,Halilović,Kovačević',
  },
  RS: {
    permit: 3,
    posted: 6,
    male: 'Dragan=Драган,Zoran=Зоран,Miloš=Милош,Nenad=Ненад,Đorđe=Ђорђе',
    female: 'Jelena=Јелена,Snežana=Снежана,Milica=Милица',
    family:
      'Jovanović=Јовановић,Petrović=Петровић,Đorđević=Ђорђевић,Stojanović=Стојановић,Živković=Живковић',
  },
  MK: {
    permit: 2,
    posted: 3,
    male: 'Goran=Горан,Blagoj=Благој,Trajče=Трајче',
    female: 'Biljana=Билјана,Vesna=Весна',
    family: 'Trajkovski=Трајковски,Stojanov=Стојанов,Ristevski=Ристевски',
    familyFemale: 'Trajkovska=Трајковска,Stojanova=Стојанова,Ristevska=Ристевска',
  },
  AL: {
    permit: 3,
    posted: 3,
    male: 'Arben,Besnik,Fatmir,Ilir',
    female: 'Drita,Mimoza,Valbona',
    family: 'Hoxha,Shehu,Gjoka,Çela,Përmeti',
  },
  XK: {
    permit: 1,
    posted: 3,
    male: 'Agron,Bekim,Driton,Skënder',
    female: 'Arta,Teuta,Vlora',
    family: 'Krasniqi,Gashi,Berisha,Bytyçi',
  },
  TR: {
    permit: 11,
    posted: 6,
    male: 'Mehmet,Mustafa,Hüseyin,İbrahim,Yiğit,Çağlar,Ömer',
    female: 'Ayşe,Fatma,Gülşen,Şeyma,Özlem',
    family: 'Yılmaz,Şahin,Çelik,Öztürk,Kılıç,Güneş,Doğan',
  },
  MA: {
    permit: 12,
    posted: 3,
    male: 'Mohamed=محمد,Abdelkader=عبد القادر,Youssef=يوسف,Hicham=هشام,Rachid=رشيد',
    female: 'Fatima Zahra=فاطمة الزهراء,Khadija=خديجة,Naïma=نعيمة,Samira=سميرة',
    family:
      'El Amrani=العمراني,Benali=بنعلي,El Idrissi=الإدريسي,Bouazza=بوعزة,Ait Lahcen=آيت لحسن,Cherkaoui=الشرقاوي',
  },
  TN: {
    permit: 4,
    posted: 1,
    male: 'Mohamed Ali=محمد علي,Sami=سامي,Nizar=نزار',
    female: 'Amel=آمال,Rim=ريم,Sonia=سنية',
    family: 'Ben Salah=بن صالح,Trabelsi=الطرابلسي,Gharbi=الغربي,Ben Youssef=بن يوسف',
  },
  EG: {
    permit: 2,
    posted: 1,
    male: 'Mahmoud=محمود,Ahmed=أحمد,Karim=كريم',
    female: 'Mona=منى,Nour=نور',
    family: 'Abdel Rahman=عبد الرحمن,El Sayed=السيد,Hassanein=حسنين',
  },
  LB: {
    permit: 2,
    posted: 0.5,
    male: 'Elie=إيلي,Charbel=شربل,Hassan=حسن',
    female: 'Rima=ريما,Carla=كارلا',
    family: 'Khoury=خوري,Haddad=حداد,Abi Nader=أبي نادر',
  },
  IN: {
    permit: 22,
    posted: 2,
    male: 'Rajesh=राजेश,Sanjay=संजय,Vikram=विक्रम,Anil Kumar=अनिल कुमार,Harpreet=हरप्रीत',
    female: 'Priya=प्रिया,Lakshmi=लक्ष्मी,Anjali=अंजलि,Kavita=कविता',
    family: 'Sharma=शर्मा,Patel=पटेल,Singh=सिंह,Iyer=अय्यर,Chatterjee=चटर्जी,Reddy=रेड्डी',
  },
  PK: {
    permit: 3,
    posted: 1,
    male: 'Muhammad Asif=محمد آصف,Imran=عمران,Tariq=طارق',
    female: 'Ayesha=عائشہ,Saima=صائمہ',
    family: 'Khan=خان,Hussain=حسین,Chaudhry=چوہدری,Malik=ملک',
  },
  CN: {
    permit: 7,
    posted: 0.5,
    male: 'Wei=伟,Jianguo=建国,Zhiqiang=志强,Haoran=浩然',
    female: 'Xiuying=秀英,Lihua=丽华,Yuxin=雨欣',
    family: 'Wang=王,Zhang=张,Liu=刘,Chen=陈,Zhao=赵,Xu=徐',
    familyFirst: true,
  },
  JP: {
    permit: 5,
    posted: 0.5,
    male: 'Kenji=健二,Takashi=隆,Shōta=翔太',
    female: 'Yōko=洋子,Keiko=恵子,Sakura=さくら',
    family: 'Satō=佐藤,Suzuki=鈴木,Itō=伊藤,Watanabe=渡辺',
    familyFirst: true,
  },
  KR: {
    permit: 2,
    posted: 0.5,
    male: 'Min-jun=민준,Sung-ho=성호,Ji-hoon=지훈',
    female: 'Seo-yeon=서연,Ji-woo=지우',
    family: 'Kim=김,Lee=이,Park=박,Choi=최',
    familyFirst: true,
  },
  VN: {
    permit: 2,
    posted: 1,
    male: 'Văn Hùng,Đức Minh,Quốc Tuấn',
    female: 'Thị Hương,Ngọc Ánh,Thu Hà',
    family: 'Nguyễn,Trần,Phạm,Đặng,Vũ',
    familyFirst: true,
  },
  PH: {
    permit: 4,
    posted: 1,
    male: 'Jose Mari,Reynaldo,Jericho',
    female: 'Maria Luz,Rosalinda,Grace Ann',
    family: 'dela Cruz,Santos,Bautista,Macaraeg',
  },
  US: {
    permit: 8,
    posted: 0.5,
    male: 'Michael,Tyler James,Robert,Dwayne',
    female: 'Jennifer,Ashley Marie,Linda',
    family: "Johnson,O'Connor,Van Buren,McAllister,St. John",
  },
  GB: {
    permit: 6,
    posted: 3,
    male: 'Oliver,Callum,Rhys,Alistair',
    female: 'Emily,Siobhan,Georgina',
    family: "Smith,MacDonald,Jones-Parry,O'Leary,Featherstone",
  },
  CM: {
    permit: 4,
    posted: 0.5,
    male: 'Emmanuel,Jean-Paul,Serge',
    female: 'Solange,Marie-Claire,Nadège',
    family: 'Mbarga,Ngo Biyong,Fotso,Nkoulou',
  },
  CD: {
    permit: 3,
    posted: 0.5,
    male: 'Patrice,Héritier,Dieudonné',
    female: 'Bibiche,Gisèle,Espérance',
    family: 'Mukendi,Kabongo wa Ilunga,Tshibanda,Mbuyi',
  },
  RU: {
    permit: 4,
    posted: 0.5,
    male: 'Dmitry=Дмитрий,Alexey=Алексей,Sergey=Сергей,Yuri=Юрий',
    female: 'Ekaterina=Екатерина,Yulia=Юлия,Olga=Ольга',
    family: 'Kuznetsov=Кузнецов,Solovyov=Соловьёв,Zaytsev=Зайцев,Shcherbakov=Щербаков',
    familyFemale:
      'Kuznetsova=Кузнецова,Solovyova=Соловьёва,Zaytseva=Зайцева,Shcherbakova=Щербакова',
  },
  GE: {
    permit: 1,
    posted: 2,
    male: 'Giorgi=გიორგი,Zurab=ზურაბ,Levan=ლევან',
    female: 'Nino=ნინო,Ketevan=ქეთევან',
    family: 'Beridze=ბერიძე,Kapanadze=კაპანაძე,Gelashvili=გელაშვილი',
  },
  MD: {
    permit: 1,
    posted: 4,
    male: 'Vasile,Andrei,Ion,Sergiu',
    female: 'Natalia,Doina,Tatiana',
    family: 'Ceban,Rusu,Cojocaru,Țurcan',
  },
  UZ: {
    permit: 1,
    posted: 3,
    male: "Sherzod,Jahongir,Ulug'bek,Bobur",
    female: 'Dilnoza,Gulnora',
    family: "Karimov,Toshmatov,Yo'ldoshev,Rahimov",
    familyFemale: "Karimova,Toshmatova,Yo'ldosheva,Rahimova",
  },
  ET: {
    permit: 1,
    posted: 0.2,
    male: 'Abebe=አበበ,Tesfaye=ተስፋዬ',
    female: 'Tigist=ትዕግስት,Almaz=አልማዝ',
    family: 'Bekele=በቀለ,Haile=ኃይሌ,Tadesse=ታደሰ',
  },
}

function origins(
  sources: Readonly<Record<string, Source>>,
  freeMovement: boolean,
): readonly Origin[] {
  return Object.entries(sources).map(([country, source]) => ({
    country,
    male: list(source.male),
    female: list(source.female),
    family: list(source.family),
    familyFemale: source.familyFemale ? list(source.familyFemale) : null,
    familyFirst: source.familyFirst ?? false,
    freeMovement,
    permitWeight: source.permit,
    postedWeight: source.posted,
  }))
}

const FREE = origins(FREE_MOVEMENT, true)
const NEEDS_PERMIT = origins(PERMIT_NEEDED, false)

/** Origins of people who work in Belgium with a permit of their own. */
export const PERMIT_ORIGINS: Weighted<Origin> = weighted(
  NEEDS_PERMIT.map((origin) => [origin, origin.permitWeight] as const),
)
/** Origins of posted workers from outside the EEA (domain facts 1.13). */
export const POSTED_ORIGINS: Weighted<Origin> = weighted(
  NEEDS_PERMIT.map((origin) => [origin, origin.postedWeight] as const),
)
/** Origins of posted workers with free movement. */
export const FREE_ORIGINS: Weighted<Origin> = weighted(
  FREE.map((origin) => [origin, origin.postedWeight] as const),
)

export interface PersonName {
  family: string
  given: string
  native: string | null
}

/** A name of an origin. */
export function makeName(random: Random, origin: Origin, sex: Sex): PersonName {
  const given = random.pick(sex === 'F' ? origin.female : origin.male)
  const second =
    !given.latin.includes(' ') && random.chance(0.18)
      ? random.pick(sex === 'F' ? origin.female : origin.male)
      : null
  const family = random.pick(sex === 'F' ? (origin.familyFemale ?? origin.family) : origin.family)
  const givenLatin = second && second !== given ? `${given.latin} ${second.latin}` : given.latin
  const native =
    given.native && family.native
      ? origin.familyFirst
        ? `${family.native}${given.native}`
        : `${given.native} ${family.native}`
      : null
  return { family: family.latin, given: givenLatin, native }
}

/** Ways in which declarants spell the same name: other transliterations, dropped marks, particles. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/Oleksandr/, 'Aleksandr'],
  [/Serhii/, 'Sergiy'],
  [/Yurii/, 'Iurii'],
  [/Andrii/, 'Andriy'],
  [/Mykhailo/, 'Mikhaylo'],
  [/Aliaksandr/, 'Alexander'],
  [/Siarhei/, 'Sergei'],
  [/Dzmitry/, 'Dmitriy'],
  [/Mohamed/, 'Mohammed'],
  [/Muhammad/, 'Mohammad'],
  [/Youssef/, 'Yousef'],
  [/Mehmet/, 'Mehmed'],
  [/Georgi\b/, 'Gueorgui'],
  [/Chaudhry/, 'Choudhary'],
  [/ou/, 'u'],
  [/Kh/, 'H'],
  [/sh/, 'sch'],
  [/ii\b/, 'iy'],
  [/y\b/, 'i'],
  [/^(El|Ait|Ben|da|dos|de|do|van den|van der|Di|De) /, ''],
  [/^(El|Ben) /, '$1'],
  [/ń/, 'n'],
  [/ł/, 'l'],
  [/ß/, 'ss'],
  [/ü/, 'ue'],
  [/ö/, 'oe'],
  [/ä/, 'ae'],
  [/-/, ' '],
]

const withoutMarks = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[łŁ]/g, (c) => (c === 'ł' ? 'l' : 'L'))
    .replace(/[đĐ]/g, (c) => (c === 'đ' ? 'd' : 'D'))

/** The name as somebody else would write it; the name itself when no other spelling is known. */
export function spellingVariant(random: Random, name: string): string {
  const start = random.below(SPELLINGS.length)
  for (let i = 0; i < SPELLINGS.length; i += 1) {
    const [pattern, replacement] = SPELLINGS[
      (start + i) % SPELLINGS.length
    ] as (typeof SPELLINGS)[0]
    if (pattern.test(name)) return name.replace(pattern, replacement)
  }
  return withoutMarks(name)
}

/** The name as a machine without special letters writes it. */
export function plainCapitals(name: string): string {
  return withoutMarks(name).toUpperCase()
}
