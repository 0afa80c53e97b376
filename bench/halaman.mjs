// halaman.mjs: the pages that tumbuh.mjs asks for, each with who asks ('' a stranger); `one` tells the first cell of a question to the database.
const AREA = '18.72.04.1003', OTHER = '18.72.01.1001';

export function pages(one) {
    return { ...complaints(one), ...proposals(one) };
}

function complaints(one) {
    const nomor = one("SELECT nomor FROM perkara WHERE tayang = 1 AND id = (SELECT max(id) FROM perkara WHERE tayang = 1)");
    const id = one('SELECT id FROM perkara WHERE terbuka = 1 ORDER BY tenggat, id LIMIT 1');
    const middle = one('SELECT (min(id) + max(id)) / 2 FROM perkara WHERE nomor >= \'UJI\' AND nomor < \'UJJ\'');
    const rare = one(`SELECT judul FROM perkara WHERE id >= ${middle} AND tayang = 1 ORDER BY id LIMIT 1`).split(' ').at(-1);
    const office = one("SELECT id FROM opd WHERE jenis = 'dinas' ORDER BY id LIMIT 1");
    const kind = one("SELECT id FROM perkara_kategori WHERE jenis = 'aduan' AND peka = 0 ORDER BY id LIMIT 1");
    const area = `kelurahan=${OTHER}`, desk = path => ['aduan', path], all = path => ['', path];
    return { 'list': all('/aduan?'), 'list, from the middle': all(`/aduan?sebelum=${middle}`), 'list, one area': all(`/aduan?${area}`),
        'list, one kind': all(`/aduan?kategori=${kind}`), 'list, one office': all(`/aduan?opd=${office}`),
        'list, one state': all('/aduan?keadaan=diproses'), 'list, area and state': all(`/aduan?${area}&keadaan=diproses`),
        'list, office and state': all(`/aduan?opd=${office}&keadaan=diproses`), 'list, area and kind': all(`/aduan?${area}&kategori=${kind}`),
        'list, all four': all(`/aduan?${area}&kategori=${kind}&opd=${office}&keadaan=diproses`),
        'map': all('/aduan/peta?'), 'map, near': all('/aduan/peta?z=6&x=142653&y=42443'), 'map, one kind': all(`/aduan/peta?kategori=${kind}`),
        'one complaint': all(`/aduan/${nomor}?`), 'search, frequent word': all('/cari?q=jalan'), 'search, two words': all('/cari?q=lampu+padam'),
        'search, rare word': all(`/cari?q=${rare}`), 'search, a beginning': all('/cari?q=dra'), 'search, nothing': all('/cari?q=tidakadadisini'),
        'queue': desk('/meja/aduan?'), 'queue, one state': desk('/meja/aduan?keadaan=diproses'), 'queue, late ones': desk('/meja/aduan?keadaan=lewat'),
        'queue, search': desk('/meja/aduan?q=lampu'), 'queue, one case': desk(`/meja/aduan/${id}?`) };
}

function proposals(one) {
    const kode = one("SELECT kode FROM usulan WHERE kode >= 'UJI' AND kode < 'UJJ' AND publik = 1 AND status = 'ditolak' ORDER BY id LIMIT 1");
    const middle = one("SELECT (min(id) + max(id)) / 2 FROM usulan WHERE kode >= 'UJI' AND kode < 'UJJ'");
    const office = one("SELECT opd FROM usulan WHERE kode = 'UJI-1'");
    const rw = one(`SELECT wilayah FROM usulan WHERE kelurahan = '${AREA}' AND asal = 'rw' ORDER BY id LIMIT 1`);
    const year = '/musrenbang/2028', all = path => ['', path];
    return { 'first page': all('/?'), 'proposals': all(`${year}?`), 'proposals, from the middle': all(`${year}?sebelum=${middle}`),
        'proposals, one area': all(`${year}?kelurahan=${AREA}`), 'proposals, one state': all(`${year}?status=diterima`),
        'proposals, one office': all(`${year}?opd=${office}`), 'proposals, of members': all(`${year}?asal=pokir`),
        'proposals, one RW': all(`${year}/wilayah/${rw}?`), 'proposals, one kelurahan': all(`${year}/wilayah/${AREA}?`),
        'proposals, why refused': all(`${year}/penolakan?`), 'proposals, figures': all(`${year}/statistik?`), 'proposals, map': all(`${year}/peta?`),
        'proposals, feed': all(`${year}/umpan?`), 'decisions, feed': all(`${year}/keputusan/umpan?`), 'one proposal': all(`/usulan/${kode}?`),
        'own proposals of an RW': ['rw04.iringmulyo', '/rw?'], 'a new proposal': ['rw04.iringmulyo', '/rw/baru?'],
        'desk, kelurahan': ['lurah.iringmulyo', '/verifikasi?'], 'desk, kecamatan': ['camat.metrotimur', '/verifikasi?'],
        'desk, office': ['pd.dinasputr', '/verifikasi?'], 'desk, Bappeda': ['bappeda', '/verifikasi?'], 'desk, TAPD': ['tapd', '/verifikasi?'],
        'ranks of a kelurahan': ['lurah.iringmulyo', '/verifikasi/peringkat?'], 'ranks of a kecamatan': ['camat.metrotimur', '/verifikasi/peringkat?'],
        'minutes of a kelurahan': ['lurah.iringmulyo', '/verifikasi/berita-acara?'], 'years': ['bappeda', '/rencana?'],
        'one year': ['bappeda', '/rencana/2028?'], 'reserves': ['bappeda', '/rencana/2028/cadangan?'], 'ceilings': ['bappeda', '/rencana/2028/pagu?'],
        'ceilings of offices': ['bappeda', '/rencana/2028/pagu/opd?'] };
}
