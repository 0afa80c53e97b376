// kotak_keluar.js: drafts of a proposal and what waits to be sent, kept on this phone until the server has them.
// One entry: { kunci, akun, aksi, isi: [[name, text or File]], keadaan: draf | antre | perbaiki, pesan, diubah }.
// The form's idempotency key stays with its entry, so sending twice makes one proposal.
import { $, $$ } from './dasar.js';

const akun = document.body.dataset.akun, form = $('form[data-usulan]');
const jalur = /^\/(rw|pokir|kertas)(?=\/|$)/.exec(location.pathname)?.[0];
const KEDALUWARSA = 60 * 864e5, LAMA_KIRIM = 180000;

// ---- the store on the phone

const buka = () => new Promise((ok, gagal) => {
  const r = indexedDB.open('pamong', 1);
  r.onupgradeneeded = () => r.result.createObjectStore('kiriman', { keyPath: 'kunci' });
  r.onsuccess = () => ok(r.result);
  r.onerror = () => gagal(r.error);
});
let db;
const minta = async (mode, kerja) => {
  db ??= buka();
  if (db instanceof Promise) db = await db;     // once open nothing waits: a closing page has no next turn
  const t = db.transaction('kiriman', mode), r = kerja(t.objectStore('kiriman'));
  if (mode === 'readwrite') t.commit?.();
  return new Promise((ok, gagal) => {
    t.oncomplete = () => ok(r.result);
    t.onerror = t.onabort = () => gagal(t.error);
  });
};
const simpan = e => minta('readwrite', s => s.put({ ...e, diubah: Date.now() }));
const buang = e => minta('readwrite', s => s.delete(e.kunci));
const ambil = kunci => minta('readonly', s => s.get(kunci));
const semua = async () => (await minta('readonly', s => s.getAll()))
  .filter(e => e.akun === akun).sort((a, b) => a.diubah - b.diubah);

// ---- small parts of the page

const unsur = (nama, kelas, ...isi) => {
  const e = document.createElement(nama);
  e.className = kelas;
  e.append(...isi);
  return e;
};
const jam = ms => new Date(ms).toLocaleTimeString('id-ID', { hour: '2-digit', minute: '2-digit' });
const nilai = (e, nama) => e.isi.find(([n]) => n === nama)?.[1] ?? '';
const judul = e => nilai(e, 'judul') || 'Usulan tanpa judul';
const kata = { draf: ['tunggu', 'Draf di HP ini'], antre: ['kerja', 'Menunggu sinyal'], perbaiki: ['ulang', 'Perlu Anda perbaiki'] };

// ---- sending

const halaman = async r => new DOMParser().parseFromString(await r.text(), 'text/html');
const pos = (e, isi) => {
  const data = new FormData(), batas = new AbortController(), jam = setTimeout(() => batas.abort(), LAMA_KIRIM);
  isi.forEach(([n, v]) => data.append(n, v));
  return fetch(e.aksi, { method: 'POST', body: data, signal: batas.signal }).finally(() => clearTimeout(jam));
};
const masukDulu = r => r.redirected && new URL(r.url).pathname === '/masuk';

// A form that lay long on the phone gets today's token; its key stays.
const tokenBaru = async e => {
  const r = await fetch(e.aksi);
  const token = r.ok && !masukDulu(r) && $('form[data-usulan] [name=_token]', await halaman(r))?.value;
  return token && e.isi.map(([n, v]) => [n, n === '_token' ? token : v]);
};

// Tells { terkirim: address, pesan } or { perbaiki: page, pesan } or { nanti: why }.
const kirim = async e => {
  try {
    let r = await pos(e, e.isi);
    if (r.status === 403) {
      const isi = await tokenBaru(e);
      if (!isi) return { nanti: 'Masuk lagi ke akun Anda, lalu usulan ini dikirim.' };
      e.isi = isi;
      await simpan(e);
      r = await pos(e, isi);
    }
    if (masukDulu(r)) return { nanti: 'Masuk lagi ke akun Anda, lalu usulan ini dikirim.' };
    if (!r.redirected && (r.status >= 500 || r.status === 429)) return { nanti: 'Sistem sedang sibuk. Dicoba lagi nanti.' };
    const isi = await halaman(r);
    if (r.redirected) return { terkirim: r.url, pesan: $('[data-kabar]', isi)?.textContent.trim() };
    return { perbaiki: isi, pesan: $('[role=alert] li', isi)?.textContent.trim() ?? $('main h1', isi)?.textContent.trim() };
  } catch {
    return { nanti: '' };
  }
};

// One after another, in the order of writing, and by one window only.
const kirimSemua = async lapor => {
  const kerja = async () => {
    const antre = (await semua()).filter(e => e.keadaan === 'antre');
    for (const [n, e] of antre.entries()) {
      lapor(e, ['kerja', `Mengirim ${n + 1} dari ${antre.length}`]);
      const hasil = await kirim(e);
      if (hasil.terkirim) {
        await buang(e);
        lapor(e, ['selesai', 'Terkirim'], hasil.pesan ?? '');
      } else if (hasil.perbaiki) {
        await simpan({ ...e, keadaan: 'perbaiki', pesan: hasil.pesan });
        lapor(e, kata.perbaiki, hasil.pesan);
      } else {
        lapor(e, kata.antre, hasil.nanti);
        break;                                  // what stops one stops the next
      }
    }
  };
  return navigator.locks ? navigator.locks.request('pamong-kirim', { ifAvailable: true }, k => k && kerja()) : kerja();
};

// ---- the list above the proposals that the server has

const baris = e => {
  const status = unsur('span', `status ${kata[e.keadaan][0]}`, kata[e.keadaan][1]);
  const pesan = unsur('p', 'kecil', e.pesan ?? ''), hapus = unsur('button', 'btn polos kecil', 'Hapus dari HP');
  const tautan = unsur('a', 'judul-tautan', judul(e));
  status.setAttribute('role', 'status');
  tautan.href = `${e.aksi}#hp=${e.kunci}`;
  hapus.type = 'button';
  const li = unsur('li', e.keadaan === 'perbaiki' ? 'butuh' : '',
    unsur('div', 'row antar', status, unsur('span', 'kecil redup', `disimpan ${jam(e.diubah)}`)), tautan, pesan, unsur('div', '', hapus));
  hapus.addEventListener('click', async () => {
    if (!confirm(`Hapus "${judul(e)}" dari HP ini? Isinya tidak dapat dikembalikan.`)) return;
    await buang(e);
    li.remove();
  });
  li.lapor = ([kelas, teks], isi) => { status.className = `status ${kelas}`; status.textContent = teks; pesan.textContent = isi ?? pesan.textContent; if (kelas === 'selesai') { hapus.remove(); tautan.removeAttribute('href'); } };
  return li;
};

const daftar = async () => {
  const isi = await semua(), tempat = $('main .isi-kerja');
  const ada = isi.filter(e => e.aksi.startsWith(jalur + '/') && e.diubah > Date.now() - KEDALUWARSA);
  await Promise.all(isi.filter(e => e.diubah <= Date.now() - KEDALUWARSA).map(buang));
  if (!ada.length || !tempat) return;
  const li = new Map(ada.map(e => [e.kunci, baris(e)]));
  const h2 = unsur('h2', '', `Di HP ini (${ada.length})`), bagian = unsur('section', '', h2, unsur('ol', 'usulan mt3', ...li.values()));
  h2.id = 'di-hp';
  bagian.setAttribute('aria-labelledby', 'di-hp');
  tempat.prepend(bagian);
  const mulai = () => kirimSemua((e, status, pesan) => li.get(e.kunci)?.lapor(status, pesan));
  addEventListener('online', mulai);
  await mulai();
};

// ---- the form

const catat = (kunci, keadaan, submitter) => {
  const data = new FormData(form), isi = [...data].filter(([, v]) => !(v instanceof File) || v.size);
  if (submitter?.name) isi.push([submitter.name, submitter.value]);
  return { kunci, akun, aksi: new URL(form.action).pathname, isi, keadaan };
};

const pulihkan = e => {
  for (const i of form.elements) {
    const v = e.isi.filter(([n]) => n === i.name).map(([, v]) => v);
    if (!i.name || i.name === '_token' || i.type === 'submit') continue;
    if (i.type === 'file') {
      const t = new DataTransfer();
      v.forEach(f => t.items.add(f));
      i.files = t.files;
    } else if (i.type === 'checkbox' || i.type === 'radio') i.checked = v.includes(i.value);
    else if (v.length && i.type !== 'hidden') i.value = v[0];
  }
  // files that the server has already
  e.isi.filter(([n]) => n.endsWith('_ada')).forEach(([n, v]) => {
    const i = unsur('input', '');
    Object.assign(i, { type: 'hidden', name: n, value: v });
    form.append(i);
  });
  form.elements._kunci.value = e.kunci;
  form.dispatchEvent(new Event('dipulihkan'));
};

const acak = () => [...crypto.getRandomValues(new Uint8Array(16))].map(b => b.toString(16).padStart(2, '0')).join('');

const isian = async () => {
  const aksi = new URL(form.action).pathname, dicari = /^#hp=(\w+)/.exec(location.hash)?.[1];
  const kabar = unsur('p', 'bantu');
  kabar.setAttribute('role', 'status');
  $('.aksi-bawah', form)?.append(kabar);
  // a page kept by the service worker may be opened twice: each proposal gets a key of its own
  if (!$('[data-fokus]')) form.elements._kunci.value = acak();
  const lama = dicari ? await ambil(dicari) : (await semua()).find(e => e.aksi === aksi && e.keadaan === 'draf');
  if (lama?.akun === akun && lama.aksi === aksi && !$('[data-fokus]')) {
    pulihkan(lama);
    kabar.textContent = `Draf di HP ini, disimpan ${jam(lama.diubah)}. `;
    const hapus = unsur('button', 'btn polos kecil', 'Buang draf ini');
    hapus.type = 'button';
    hapus.addEventListener('click', async () => { await buang(lama); location.replace(location.pathname); });
    kabar.append(hapus);
  }
  let tunda, sibuk;
  const simpanDraf = async () => {
    clearTimeout(tunda);
    tunda = 0;
    if (sibuk || !form.isConnected) return;
    try {
      await simpan(catat(form.elements._kunci.value, 'draf'));
      kabar.textContent = `Draf di HP ini, disimpan ${jam(Date.now())}`;
    } catch (e) {
      kabar.textContent = e?.name === 'QuotaExceededError'
        ? 'Memori HP penuh: draf tidak tersimpan. Hapus beberapa foto, atau kirim sekarang.'
        : 'Draf tidak dapat disimpan di HP ini. Kirim sebelum menutup halaman.';
    }
  };
  const nanti = () => { clearTimeout(tunda); tunda = setTimeout(simpanDraf, 500); };
  form.addEventListener('input', nanti);
  form.addEventListener('change', nanti);
  // a page that closes, and a phone that is put away: what is typed is written at once
  addEventListener('pagehide', () => tunda && simpanDraf());
  document.addEventListener('visibilitychange', () => document.hidden && tunda && simpanDraf());

  form.addEventListener('submit', async e => {
    e.preventDefault();
    if (sibuk) return;
    sibuk = true;
    clearTimeout(tunda);
    tunda = 0;
    const entri = catat(form.elements._kunci.value, 'antre', e.submitter);
    const tombol = $$('button', form);
    tombol.forEach(b => b.disabled = true);
    kabar.textContent = 'Mengirim 1 dari 1';
    const aman = await simpan(entri).then(() => true, () => false);
    const hasil = await kirim(entri);
    if (hasil.terkirim) {
      if (aman) await buang(entri);
      if (hasil.pesan) sessionStorage.setItem('pamong-kabar', hasil.pesan);
      return location.assign(hasil.terkirim);
    }
    tombol.forEach(b => b.disabled = false);
    sibuk = false;
    if (hasil.perbaiki) return salah(entri, hasil);
    kabar.textContent = '';
    const teks = aman ? `${hasil.nanti || 'Sinyal terputus.'} Usulan tersimpan di HP ini dan dikirim saat tersambung.`
      : 'Sinyal terputus, dan HP ini tidak dapat menyimpan. Jangan tutup halaman; coba kirim lagi.';
    const tautan = unsur('a', 'kanan', 'Lihat yang menunggu'), pita = unsur('div', 'luring', unsur('span', '', teks), tautan);
    tautan.href = jalur;
    pita.tabIndex = -1;
    pita.setAttribute('role', 'alert');
    if (aman) form.replaceWith(pita);
    else { form.before(pita); tautan.remove(); }
    pita.focus();
    addEventListener('online', () => aman && location.assign(jalur));
  });
};

// The server's own page of what is wrong takes this one's place; the entry waits as a draft.
const salah = async (entri, hasil) => {
  await simpan({ ...entri, keadaan: 'perbaiki', pesan: hasil.pesan }).catch(() => {});
  const lama = $('main'), baru = $('main', hasil.perbaiki), kunci = $('form[data-usulan] [name=_kunci]', baru);
  if (!kunci) return location.assign(jalur);
  kunci.value = entri.kunci;
  lama.replaceWith(baru);
  $('body > svg')?.replaceWith($('body > svg', hasil.perbaiki));        // its icons
  scrollTo(0, 0);
  muatUlang();
};
// Scripts bind to forms when they load: the swapped page loads them anew.
const muatUlang = () => $$('script[src]').filter(s => /\/aset\//.test(s.src)).forEach(s => {
  const baru = document.createElement('script');
  baru.src = s.src;
  s.replaceWith(baru);
});

// ---- without a signal the RW's pages open, too

const simpanHalaman = async () => {
  await navigator.serviceWorker.register('/sw.js');
  if (jalur) (await navigator.serviceWorker.ready).active.postMessage({ simpan: [jalur, `${jalur}/baru`] });
};

if (akun && jalur && window.indexedDB)
  (form ? isian() : daftar()).catch(() => {});
if (akun && navigator.serviceWorker)
  simpanHalaman().catch(() => {});
