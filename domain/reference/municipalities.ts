/**
 * Belgian municipalities: REFNIS code, official names, deciding region, province, main postal code
 * and rough coordinates. The list below is our own compilation, to be replaced by the official
 * Statbel table: `parseMunicipalityTable` reads a full one. It is not complete, and no rule may
 * conclude anything from a code that is not in it.
 */
import { isLocalDate, type LocalDate } from '../calendar/local-date.ts'
import type { Region } from '../contract/codes.ts'

export const PROVINCES = [
  'ANTWERPEN',
  'BRUSSELS',
  'VLAAMS_BRABANT',
  'BRABANT_WALLON',
  'WEST_VLAANDEREN',
  'OOST_VLAANDEREN',
  'HAINAUT',
  'LIEGE',
  'LIMBURG',
  'LUXEMBOURG',
  'NAMUR',
] as const
/** A province, or the Brussels region, which belongs to none. */
export type Province = (typeof PROVINCES)[number]

export type Confidence = 'OFFICIAL' | 'HIGH' | 'LOW'

export interface Municipality {
  /** REFNIS code, five digits. */
  code: string
  /** Names in the languages in which one is official there; at least one is not null. */
  names: { nl: string | null; fr: string | null; de: string | null }
  /** The authority that decides on work there. */
  region: Region
  province: Province
  /** Main postal code; larger municipalities have several. */
  postalCode: string
  /** Rough position of the centre, WGS 84 degrees. */
  latitude: number
  longitude: number
  /** First day of the code in its present meaning. */
  validFrom: LocalDate
  source: string
  confidence: Confidence
}

/** A line that could not be read. `line` counts from 1, the header included. */
export interface MunicipalityProblem {
  line: number
  column: string | null
  problem: string
}

/**
 * The nine municipalities of the German-speaking Community, which decides on work there although
 * they lie in the Walloon Region (domain facts 1.3; general knowledge).
 */
const GERMAN_SPEAKING: ReadonlySet<string> = new Set([
  '63001',
  '63012',
  '63013',
  '63023',
  '63040',
  '63048',
  '63061',
  '63067',
  '63087',
])

/** REFNIS codes are built so: the first two digits name the arrondissement. */
function provinceOf(code: string): Province | null {
  const arrondissement = code.slice(0, 2)
  if (arrondissement === '21') return 'BRUSSELS'
  if (arrondissement === '23' || arrondissement === '24') return 'VLAAMS_BRABANT'
  if (arrondissement === '25') return 'BRABANT_WALLON'
  const byDigit: Partial<Record<string, Province>> = {
    1: 'ANTWERPEN',
    3: 'WEST_VLAANDEREN',
    4: 'OOST_VLAANDEREN',
    5: 'HAINAUT',
    6: 'LIEGE',
    7: 'LIMBURG',
    8: 'LUXEMBOURG',
    9: 'NAMUR',
  }
  return byDigit[code.slice(0, 1)] ?? null
}

/** True for five digits that can be a code: of a municipality that exists, known here or not. */
export function isMunicipalityCode(text: string): boolean {
  return /^\d{5}$/.test(text) && ARRONDISSEMENTS.has(text.slice(0, 2))
}

/** The arrondissements, by which REFNIS codes begin (Statbel, in force since 2019). */
const ARRONDISSEMENTS: ReadonlySet<string> = new Set(
  `11 12 13 21 23 24 25 31 32 33 34 35 36 37 38 41 42 43 44 45 46 51 52 53 54 55 56 57 58
   61 62 63 64 71 72 73 81 82 83 84 85 91 92 93`.split(/\s+/),
)

const WALLOON: ReadonlySet<Province> = new Set([
  'BRABANT_WALLON',
  'HAINAUT',
  'LIEGE',
  'LUXEMBOURG',
  'NAMUR',
])

function regionFor(code: string, province: Province): Region {
  if (GERMAN_SPEAKING.has(code)) return 'DG'
  if (province === 'BRUSSELS') return 'BR'
  return WALLOON.has(province) ? 'WA' : 'FL'
}

const COLUMNS = [
  'refnis',
  'postal_code',
  'latitude',
  'longitude',
  'name_nl',
  'name_fr',
  'name_de',
  'valid_from',
] as const
type Column = (typeof COLUMNS)[number]

/** Fields of one line; a field may stand between double quotes, a doubled quote is a quote. */
function splitLine(line: string): string[] {
  const pattern = /\s*"((?:[^"]|"")*)"\s*(?:;|$)|([^;]*)(?:;|$)/y
  const fields: string[] = []
  while (pattern.lastIndex < line.length) {
    const [, quoted, plain] = pattern.exec(line)!
    fields.push((quoted?.replaceAll('""', '"') ?? plain ?? '').trim())
  }
  if (line.endsWith(';')) fields.push('')
  return fields
}

const BELGIUM = { south: 49.4, north: 51.6, west: 2.5, east: 6.5 }

function coordinateProblem(column: Column, text: string): string | null {
  const value = text === '' ? Number.NaN : Number(text.replace(',', '.'))
  const [low, high] =
    column === 'latitude' ? [BELGIUM.south, BELGIUM.north] : [BELGIUM.west, BELGIUM.east]
  return value >= low && value <= high ? null : `"${text}" is not a coordinate within Belgium`
}

/** What is wrong with one field, or null. */
function fieldProblem(column: Column, text: string): string | null {
  switch (column) {
    case 'refnis':
      return /^\d{5}$/.test(text) && provinceOf(text) ? null : `"${text}" is not a REFNIS code`
    case 'postal_code':
      return /^[1-9]\d{3}$/.test(text) ? null : `"${text}" is not a Belgian postal code`
    case 'latitude':
    case 'longitude':
      return coordinateProblem(column, text)
    case 'valid_from':
      return isLocalDate(text) ? null : `"${text}" is not a date YYYY-MM-DD`
    default:
      return null
  }
}

/**
 * Reads a table of municipalities: text with a header line and `;` between the columns `refnis`,
 * `postal_code`, `latitude`, `longitude`, `name_nl`, `name_fr`, `name_de`, `valid_from`, in any
 * order (other columns are ignored). Region and province follow from the code. Lines with a
 * problem are left out and reported; a table with any problem should not be taken into use.
 */
export function parseMunicipalityTable(
  csv: string,
  origin: { source: string; confidence: Confidence },
): { municipalities: Municipality[]; problems: MunicipalityProblem[] } {
  const lines = csv.replace(/^\uFEFF/, '').split(/\r?\n/)
  const header = splitLine(lines[0] ?? '').map((name) => name.toLowerCase())
  const missing = COLUMNS.filter((column) => !header.includes(column))
  if (missing.length > 0) {
    const problems = missing.map((column) => ({ line: 1, column, problem: 'column is missing' }))
    return { municipalities: [], problems }
  }

  const municipalities = new Map<string, Municipality>()
  const problems: MunicipalityProblem[] = []
  for (const [index, text] of lines.entries()) {
    if (index === 0 || text.trim() === '') continue
    const line = index + 1
    const fields = splitLine(text)
    const field = (column: Column) => fields[header.indexOf(column)] ?? ''
    const found = COLUMNS.flatMap((column) => {
      const problem = fieldProblem(column, field(column))
      return problem ? [{ line, column, problem }] : []
    })
    const code = field('refnis')
    const names = {
      nl: field('name_nl') || null,
      fr: field('name_fr') || null,
      de: field('name_de') || null,
    }
    if (!names.nl && !names.fr && !names.de) {
      found.push({ line, column: 'name_nl', problem: 'no name in any language' })
    }
    if (municipalities.has(code)) {
      found.push({ line, column: 'refnis', problem: `code ${code} occurs twice` })
    }
    problems.push(...found)
    const province = provinceOf(code)
    if (found.length > 0 || !province) continue
    municipalities.set(code, {
      code,
      names,
      region: regionFor(code, province),
      province,
      postalCode: field('postal_code'),
      latitude: Number(field('latitude').replace(',', '.')),
      longitude: Number(field('longitude').replace(',', '.')),
      validFrom: field('valid_from'),
      source: origin.source,
      confidence: origin.confidence,
    })
  }
  return { municipalities: [...municipalities.values()], problems }
}

/** Codes in use since the mergers of 1977, 2019 (Hainaut, Flanders) and 2025 (Flanders, Bastogne). */
const OWN_TABLE = `refnis;postal_code;latitude;longitude;name_nl;name_fr;name_de;valid_from
11001;2630;51.133;4.384;Aartselaar;;;1977-01-01
11002;2000;51.220;4.402;Antwerpen;;;2025-01-01
11004;2530;51.160;4.493;Boechout;;;1977-01-01
11005;2850;51.087;4.367;Boom;;;1977-01-01
11008;2930;51.291;4.492;Brasschaat;;;1977-01-01
11009;2960;51.350;4.639;Brecht;;;1977-01-01
11013;2650;51.157;4.445;Edegem;;;1977-01-01
11016;2910;51.468;4.469;Essen;;;1977-01-01
11022;2920;51.384;4.443;Kalmthout;;;1977-01-01
11023;2950;51.313;4.435;Kapellen;;;1977-01-01
11024;2550;51.134;4.446;Kontich;;;1977-01-01
11029;2640;51.167;4.457;Mortsel;;;1977-01-01
11035;2520;51.190;4.554;Ranst;;;1977-01-01
11040;2900;51.252;4.502;Schoten;;;1977-01-01
11044;2940;51.332;4.371;Stabroek;;;1977-01-01
11053;2990;51.390;4.590;Wuustwezel;;;1977-01-01
11057;2390;51.299;4.689;Malle;;;1977-01-01
12007;2880;51.097;4.243;Bornem;;;1977-01-01
12014;2220;51.075;4.723;Heist-op-den-Berg;;;1977-01-01
12021;2500;51.131;4.570;Lier;;;1977-01-01
12025;2800;51.028;4.480;Mechelen;;;1977-01-01
12040;2830;51.060;4.360;Willebroek;;;1977-01-01
12041;2870;51.075;4.285;Puurs-Sint-Amands;;;2019-01-01
13004;2340;51.319;4.857;Beerse;;;1977-01-01
13008;2440;51.162;4.990;Geel;;;1977-01-01
13011;2200;51.177;4.833;Herentals;;;1977-01-01
13014;2320;51.401;4.761;Hoogstraten;;;1977-01-01
13025;2400;51.191;5.116;Mol;;;1977-01-01
13037;2310;51.348;4.760;Rijkevorsel;;;1977-01-01
13040;2300;51.323;4.945;Turnhout;;;1977-01-01
13049;2260;51.091;4.916;Westerlo;;;1977-01-01
21001;1070;50.836;4.313;Anderlecht;Anderlecht;;1977-01-01
21002;1160;50.816;4.427;Oudergem;Auderghem;;1977-01-01
21003;1082;50.864;4.295;Sint-Agatha-Berchem;Berchem-Sainte-Agathe;;1977-01-01
21004;1000;50.847;4.352;Brussel;Bruxelles;;1977-01-01
21005;1040;50.837;4.389;Etterbeek;Etterbeek;;1977-01-01
21006;1140;50.871;4.402;Evere;Evere;;1977-01-01
21007;1190;50.811;4.324;Vorst;Forest;;1977-01-01
21008;1083;50.871;4.308;Ganshoren;Ganshoren;;1977-01-01
21009;1050;50.828;4.371;Elsene;Ixelles;;1977-01-01
21010;1090;50.879;4.326;Jette;Jette;;1977-01-01
21011;1081;50.863;4.330;Koekelberg;Koekelberg;;1977-01-01
21012;1080;50.855;4.333;Sint-Jans-Molenbeek;Molenbeek-Saint-Jean;;1977-01-01
21013;1060;50.829;4.346;Sint-Gillis;Saint-Gilles;;1977-01-01
21014;1210;50.853;4.369;Sint-Joost-ten-Node;Saint-Josse-ten-Noode;;1977-01-01
21015;1030;50.867;4.378;Schaarbeek;Schaerbeek;;1977-01-01
21016;1180;50.802;4.338;Ukkel;Uccle;;1977-01-01
21017;1170;50.799;4.410;Watermaal-Bosvoorde;Watermael-Boitsfort;;1977-01-01
21018;1200;50.843;4.431;Sint-Lambrechts-Woluwe;Woluwe-Saint-Lambert;;1977-01-01
21019;1150;50.834;4.444;Sint-Pieters-Woluwe;Woluwe-Saint-Pierre;;1977-01-01
23002;1730;50.910;4.198;Asse;;;1977-01-01
23003;1650;50.766;4.300;Beersel;;;1977-01-01
23016;1700;50.848;4.259;Dilbeek;;;1977-01-01
23025;1850;50.934;4.371;Grimbergen;;;1977-01-01
23027;1500;50.734;4.235;Halle;;;1977-01-01
23047;1830;50.910;4.443;Machelen;;;1977-01-01
23060;1745;50.967;4.187;Opwijk;;;1977-01-01
23062;3090;50.774;4.535;Overijse;;;1977-01-01
23077;1600;50.780;4.244;Sint-Pieters-Leeuw;;;1977-01-01
23088;1800;50.928;4.429;Vilvoorde;;;1977-01-01
23094;1930;50.884;4.473;Zaventem;;;1977-01-01
23096;1980;50.983;4.463;Zemst;;;1977-01-01
23106;1570;50.738;4.040;Pajottegem;;;2025-01-01
24001;3200;50.984;4.833;Aarschot;;;1977-01-01
24020;3290;50.989;5.051;Diest;;;1977-01-01
24038;3020;50.909;4.671;Herent;;;1977-01-01
24055;3070;50.888;4.541;Kortenberg;;;1977-01-01
24062;3000;50.879;4.701;Leuven;;;1977-01-01
24094;3110;50.953;4.717;Rotselaar;;;1977-01-01
24104;3080;50.823;4.514;Tervuren;;;1977-01-01
24107;3300;50.807;4.938;Tienen;;;1977-01-01
25014;1420;50.684;4.368;;Braine-l'Alleud;;1977-01-01
25031;1470;50.612;4.450;;Genappe;;1977-01-01
25048;1370;50.723;4.869;;Jodoigne;;1977-01-01
25072;1400;50.598;4.328;;Nivelles;;1977-01-01
25091;1330;50.713;4.533;;Rixensart;;1977-01-01
25105;1480;50.692;4.205;;Tubize;;1977-01-01
25110;1410;50.715;4.399;;Waterloo;;1977-01-01
25112;1300;50.717;4.601;;Wavre;;1977-01-01
25121;1340;50.668;4.567;;Ottignies-Louvain-la-Neuve;;1977-01-01
31004;8370;51.313;3.132;Blankenberge;;;1977-01-01
31005;8000;51.209;3.225;Brugge;;;1977-01-01
31022;8020;51.154;3.235;Oostkamp;;;1977-01-01
31033;8820;51.066;3.102;Torhout;;;1977-01-01
31043;8300;51.341;3.287;Knokke-Heist;;;1977-01-01
32003;8600;51.033;2.865;Diksmuide;;;1977-01-01
33011;8900;50.851;2.886;Ieper;;;1977-01-01
33021;8970;50.855;2.727;Poperinge;;;1977-01-01
33029;8940;50.781;3.038;Wervik;;;1977-01-01
34013;8530;50.855;3.309;Harelbeke;;;1977-01-01
34022;8500;50.828;3.265;Kortrijk;;;1977-01-01
34027;8930;50.796;3.121;Menen;;;1977-01-01
34040;8790;50.889;3.428;Waregem;;;1977-01-01
34041;8560;50.809;3.184;Wevelgem;;;1977-01-01
34042;8550;50.806;3.334;Zwevegem;;;1977-01-01
35011;8430;51.185;2.820;Middelkerke;;;1977-01-01
35013;8400;51.230;2.913;Oostende;;;1977-01-01
36007;8770;50.920;3.255;Ingelmunster;;;1977-01-01
36008;8870;50.915;3.214;Izegem;;;1977-01-01
36015;8800;50.945;3.123;Roeselare;;;1977-01-01
37021;8750;51.057;3.274;Wingene;;;2025-01-01
37022;8700;51.000;3.327;Tielt;;;2025-01-01
38014;8670;51.101;2.650;Koksijde;;;1977-01-01
38025;8630;51.072;2.662;Veurne;;;1977-01-01
41002;9300;50.938;4.040;Aalst;;;1977-01-01
41018;9500;50.773;3.881;Geraardsbergen;;;1977-01-01
41048;9400;50.837;4.024;Ninove;;;1977-01-01
41081;9620;50.869;3.814;Zottegem;;;1977-01-01
42006;9200;51.029;4.101;Dendermonde;;;1977-01-01
42008;9220;51.098;4.137;Hamme;;;1977-01-01
42025;9230;51.005;3.883;Wetteren;;;1977-01-01
42028;9240;51.066;4.040;Zele;;;1977-01-01
43005;9900;51.187;3.557;Eeklo;;;1977-01-01
43010;9990;51.207;3.447;Maldegem;;;1977-01-01
43018;9060;51.198;3.812;Zelzate;;;1977-01-01
44019;9940;51.111;3.707;Evergem;;;1977-01-01
44021;9000;51.054;3.722;Gent;;;1977-01-01
44083;9800;50.982;3.530;Deinze;;;2019-01-01
44084;9880;51.090;3.447;Aalter;;;2019-01-01
44085;9930;51.120;3.568;Lievegem;;;2019-01-01
44086;9810;50.965;3.596;Nazareth-De Pinte;;;2025-01-01
44087;9080;51.096;3.832;Lochristi;;;2025-01-01
44088;9820;50.998;3.745;Merelbeke-Melle;;;2025-01-01
45035;9700;50.846;3.604;Oudenaarde;;;1977-01-01
45041;9600;50.747;3.601;Ronse;;;1977-01-01
45068;9770;50.902;3.527;Kruisem;;;2019-01-01
46020;9170;51.219;4.034;Sint-Gillis-Waas;;;1977-01-01
46021;9100;51.165;4.143;Sint-Niklaas;;;1977-01-01
46024;9190;51.210;4.037;Stekene;;;1977-01-01
46025;9140;51.124;4.214;Temse;;;1977-01-01
46029;9160;51.104;3.993;Lokeren;;;2025-01-01
46030;9120;51.212;4.256;Beveren-Kruibeke-Zwijndrecht;;;2025-01-01
51004;7800;50.630;3.777;;Ath;;1977-01-01
51067;7850;50.691;4.040;;Enghien;;2019-01-01
51069;7860;50.711;3.829;;Lessines;;2019-01-01
52011;6000;50.411;4.444;;Charleroi;;1977-01-01
52012;6200;50.403;4.527;;Châtelet;;1977-01-01
52015;6180;50.463;4.376;;Courcelles;;1977-01-01
52021;6220;50.483;4.551;;Fleurus;;1977-01-01
52043;7170;50.503;4.236;;Manage;;1977-01-01
52063;7180;50.531;4.263;;Seneffe;;1977-01-01
53014;7300;50.433;3.794;;Boussu;;1977-01-01
53028;7080;50.406;3.896;;Frameries;;1977-01-01
53053;7000;50.454;3.952;;Mons;;1977-01-01
53070;7330;50.449;3.819;;Saint-Ghislain;;1977-01-01
55004;7090;50.610;4.137;;Braine-le-Comte;;1977-01-01
55040;7060;50.579;4.071;;Soignies;;1977-01-01
56016;6460;50.048;4.317;;Chimay;;1977-01-01
56078;6530;50.339;4.287;;Thuin;;1977-01-01
57064;7600;50.509;3.592;;Péruwelz;;1977-01-01
57081;7500;50.606;3.388;;Tournai;;1977-01-01
57094;7900;50.599;3.618;;Leuze-en-Hainaut;;1977-01-01
57096;7700;50.744;3.213;;Mouscron;;2019-01-01
57097;7780;50.768;3.001;;Comines-Warneton;;2019-01-01
58001;7100;50.478;4.187;;La Louvière;;2019-01-01
58002;7130;50.411;4.165;;Binche;;2019-01-01
61031;4500;50.519;5.240;;Huy;;1977-01-01
61072;4520;50.536;5.211;;Wanze;;1977-01-01
62003;4430;50.662;5.520;;Ans;;1977-01-01
62038;4620;50.615;5.685;;Fléron;;1977-01-01
62051;4040;50.664;5.630;;Herstal;;1977-01-01
62063;4000;50.633;5.568;;Liège;;1977-01-01
62079;4680;50.708;5.647;;Oupeye;;1977-01-01
62096;4100;50.598;5.509;;Seraing;;1977-01-01
62099;4630;50.614;5.747;;Soumagne;;1977-01-01
62108;4600;50.736;5.697;;Visé;;1977-01-01
62118;4460;50.635;5.467;;Grâce-Hollogne;;1977-01-01
62120;4400;50.602;5.473;;Flémalle;;1977-01-01
63001;4770;50.354;6.169;;Amblève;Amel;1977-01-01
63012;4760;50.408;6.258;;Bullange;Büllingen;1977-01-01
63013;4750;50.427;6.205;;Butgenbach;Bütgenbach;1977-01-01
63020;4820;50.610;5.853;;Dison;;1977-01-01
63023;4700;50.628;6.035;;Eupen;Eupen;1977-01-01
63035;4650;50.640;5.794;;Herve;;1977-01-01
63040;4720;50.715;6.012;;La Calamine;Kelmis;1977-01-01
63048;4710;50.681;6.006;;Lontzen;Lontzen;1977-01-01
63049;4960;50.426;6.027;;Malmedy;;1977-01-01
63061;4730;50.675;6.115;;Raeren;Raeren;1977-01-01
63067;4780;50.281;6.127;;Saint-Vith;Sankt Vith;1977-01-01
63072;4900;50.492;5.864;;Spa;;1977-01-01
63079;4800;50.590;5.863;;Verviers;;1977-01-01
63084;4840;50.661;5.969;;Welkenraedt;;1977-01-01
63087;4790;50.196;6.138;;Burg-Reuland;Burg-Reuland;1977-01-01
64034;4280;50.671;5.079;;Hannut;;1977-01-01
64074;4300;50.695;5.255;;Waremme;;1977-01-01
71004;3580;51.049;5.226;Beringen;;;1977-01-01
71016;3600;50.965;5.500;Genk;;;1977-01-01
71034;3970;51.117;5.258;Leopoldsburg;;;1977-01-01
71053;3800;50.817;5.187;Sint-Truiden;;;1977-01-01
71070;3550;51.035;5.293;Heusden-Zolder;;;1977-01-01
71071;3980;51.068;5.089;Tessenderlo-Ham;;;2025-01-01
71072;3500;50.931;5.338;Hasselt;;;2025-01-01
72004;3960;51.141;5.597;Bree;;;1977-01-01
72020;3920;51.231;5.313;Lommel;;;1977-01-01
72021;3680;51.098;5.793;Maaseik;;;1977-01-01
72039;3530;51.032;5.374;Houthalen-Helchteren;;;1977-01-01
72042;3660;51.056;5.583;Oudsbergen;;;2019-01-01
72043;3910;51.208;5.425;Pelt;;;2019-01-01
73042;3620;50.893;5.650;Lanaken;;;1977-01-01
73107;3630;50.966;5.694;Maasmechelen;;;1977-01-01
73110;3740;50.873;5.519;Bilzen-Hoeselt;;;2025-01-01
73111;3700;50.781;5.464;Tongeren-Borgloon;;;2025-01-01
81001;6700;49.684;5.815;;Arlon;;1977-01-01
81004;6790;49.566;5.805;;Aubange;;1977-01-01
82036;6640;49.911;5.577;;Vaux-sur-Sûre;;1977-01-01
82039;6600;50.000;5.715;;Bastogne;;2025-01-01
83034;6900;50.227;5.344;;Marche-en-Famenne;;1977-01-01
84009;6880;49.854;5.252;;Bertrix;;1977-01-01
84077;6800;49.920;5.379;;Libramont-Chevigny;;1977-01-01
85045;6760;49.568;5.533;;Virton;;1977-01-01
91030;5590;50.295;5.100;;Ciney;;1977-01-01
91034;5500;50.261;4.912;;Dinant;;1977-01-01
91114;5580;50.163;5.222;;Rochefort;;1977-01-01
92003;5300;50.489;5.095;;Andenne;;1977-01-01
92035;5310;50.591;4.906;;Eghezée;;1977-01-01
92094;5000;50.467;4.867;;Namur;;1977-01-01
92137;5060;50.444;4.631;;Sambreville;;1977-01-01
92140;5190;50.451;4.664;;Jemeppe-sur-Sambre;;1977-01-01
92142;5030;50.561;4.699;;Gembloux;;1977-01-01
93014;5660;50.053;4.495;;Couvin;;1977-01-01
93056;5600;50.196;4.544;;Philippeville;;1977-01-01
93088;5650;50.252;4.434;;Walcourt;;1977-01-01
`

/** The municipalities that Tandem knows, by code. Own compilation; see the head of this file. */
export const MUNICIPALITIES: readonly Municipality[] = parseMunicipalityTable(OWN_TABLE, {
  source: 'own compilation, to be replaced by the official Statbel table',
  confidence: 'HIGH',
}).municipalities

const byCode = new Map(MUNICIPALITIES.map((entry) => [entry.code, entry]))

/** The municipality of a REFNIS code; null when the table does not hold it. */
export function municipality(code: string): Municipality | null {
  return byCode.get(code) ?? null
}

/**
 * The authority that decides on work in a municipality; null for what is no code. Of one that the table does
 * not hold its arrondissement tells: none lies in two regions, and the nine that decide for themselves are known.
 */
export function regionOfMunicipality(code: string): Region | null {
  const known = byCode.get(code)?.region
  if (known !== undefined || !isMunicipalityCode(code)) return known ?? null
  const province = provinceOf(code)
  return province && regionFor(code, province)
}

const EARTH_RADIUS_KM = 6371
const radians = (degrees: number) => (degrees * Math.PI) / 180

/**
 * Distance in kilometres between the centres of two municipalities, as the crow flies (haversine);
 * null when the table does not hold one of them.
 */
export function kilometresBetween(a: string, b: string): number | null {
  const [from, to] = [byCode.get(a), byCode.get(b)]
  if (!from || !to) return null
  const north = Math.sin(radians(to.latitude - from.latitude) / 2)
  const east = Math.sin(radians(to.longitude - from.longitude) / 2)
  const share =
    north ** 2 + Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * east ** 2
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(share))
}
