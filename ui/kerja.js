// kerja.js: the workspace by keyboard, and the drafts on this phone; every act also has its button.
import { $, $$, angka, rupiah } from './dasar.js';
import './kotak_keluar.js';
import './langsung.js';

const menulis = e => /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName) && e.target.type !== 'checkbox'
  || e.target.isContentEditable;

// J and K walk through the queue, X selects; the bar says how many
const antre = $('[data-antre]'), massal = $('[data-massal]');
const hitungPilihan = () => { if (massal) $('[data-terpilih]', massal).textContent = $$('input:checked', antre).length; };
if (antre) {
  antre.addEventListener('change', hitungPilihan);
  hitungPilihan();                            // browsers keep ticks over a reload
  document.addEventListener('keydown', e => {
    if (menulis(e) || e.ctrlKey || e.metaKey || e.altKey) return;
    const baris = $$(':scope > li', antre), kini = baris.findIndex(l => l.contains(document.activeElement));
    const tombol = e.key.toLowerCase();
    const ke = tombol === 'j' ? kini + 1 : tombol === 'k' ? kini - 1 : -1;
    if (baris[ke]) { e.preventDefault(); $('a', baris[ke]).focus(); }
    if (tombol === 'x' && kini >= 0) { e.preventDefault(); $('input[type=checkbox]', baris[kini]).click(); }
  });
}

// on a narrow screen the page that is open shows in its bar
$$('.sisi [aria-current], .pilihan [aria-current]').forEach(a => {
  const bar = a.closest('.sisi, .gulir') ?? a.closest('.pilihan');
  bar.scrollLeft += a.getBoundingClientRect().right - bar.getBoundingClientRect().right + 64;
});

// keys are named only where they work
$$('[data-pintasan]').forEach(e => e.hidden = false);

// each act has its address; what was typed for one goes along to the next
const tulis = $('#tulis');
if (tulis) {
  const teks = () => $('#i-isi'), kunci = `pamong-tulis ${location.pathname}`;
  const lanjut = href => {
    try { if (teks()?.value) sessionStorage.setItem(kunci, teks().value); } catch { /* then it is typed anew */ }
    location.href = href;
  };
  tulis.addEventListener('click', e => {
    const a = e.target.closest('a.cip, a[data-templat]');
    if (!a || e.ctrlKey || e.metaKey || e.shiftKey) return;
    e.preventDefault();
    lanjut(a.href);
  });
  try {
    if (teks() && !teks().value) teks().value = sessionStorage.getItem(kunci) ?? '';
    sessionStorage.removeItem(kunci);
  } catch { /* nothing was kept */ }
  if (location.hash === '#tulis' && !$('[data-fokus]'))
    $('[data-tulis] :is(select, textarea, input:not([type=hidden]))', tulis)?.focus();

  // others who have this case open see that something is being written
  const hadir = $('.hadir[data-tanya]');
  if (hadir) $('[data-tulis]', tulis)?.addEventListener('input', () => {
    hadir.dataset.tanya = hadir.dataset.tanya.replace(/\?.*/, '') + '?menulis=1';
    hadir.dispatchEvent(new Event('tanya'));
  }, { once: true });

  // a letter opens the form of its act; of another row it opens that one with it
  const aksi = { v: 'verifikasi', d: 'disposisi', m: 'kerjakan', t: 'tanggapi', b: 'kabari', c: 'catat', p: 'pisah' };
  const buka = tombol => {
    const pilih = $('[data-tulis] select[name=aksi]', tulis), balas = $('[data-tombol=b]', tulis);
    const tautan = $(`[data-tombol=${tombol}]`, tulis);
    if (tautan) return lanjut(tautan.href);
    if (tombol !== 't' || !balas) return;
    if (!$('option[value=tanggapi]', pilih ?? tulis)) return pilih || lanjut(balas.href.replace(/aksi=\w+/, 'aksi=tanggapi'));
    pilih.value = 'tanggapi';
    teks().focus();
  };
  document.addEventListener('keydown', e => {
    const form = e.target.closest?.('[data-tulis]');
    if (e.key === 'Enter' && e.ctrlKey && form) { e.preventDefault(); form.requestSubmit(); }
    const tombol = e.key.toLowerCase();
    if (menulis(e) || e.ctrlKey || e.metaKey || e.altKey || $('dialog[open]') || !aksi[tombol]) return;
    const baris = document.activeElement.closest?.('[data-antre] > li:not(.ini)');
    e.preventDefault();
    if (!baris) return buka(tombol);
    const { href } = $('a', baris);
    location.href = `${href}${href.includes('?') ? '&' : '?'}aksi=${aksi[tombol]}#tulis`;
  });
}

// boxes over a photo are drawn with the pointer; the numbers beside it stay the truth
const sensor = $('form[data-sensor]');
if (sensor) {
  const bidang = $('[data-bidang]', sensor), gambar = $('img', bidang), isian = $$('.kotak-angka', sensor).map(f => $$('input', f));
  const kotak = isian.map(() => { const k = document.createElement('span'); k.className = 'kotak-hitam'; k.hidden = true; return bidang.appendChild(k); });
  const lukis = () => isian.forEach((i, n) => {
    const [x, y, w, h] = i.map(e => +e.value || 0);
    kotak[n].hidden = !(w && h);
    Object.assign(kotak[n].style, { left: `${x / 10}%`, top: `${y / 10}%`, width: `${w / 10}%`, height: `${h / 10}%` });
  });
  const di = e => { const r = gambar.getBoundingClientRect(), s = n => Math.round(Math.min(1, Math.max(0, n)) * 1000);
    return [s((e.clientX - r.left) / r.width), s((e.clientY - r.top) / r.height)]; };
  let baris, mulai;
  gambar.draggable = false;
  bidang.addEventListener('pointerdown', e => {
    baris = isian.find(i => i.every(x => !x.value)) ?? isian.at(-1);
    mulai = di(e);
    bidang.setPointerCapture(e.pointerId);
  });
  bidang.addEventListener('pointermove', e => {
    if (!mulai) return;
    const [x, y] = di(e), nilai = [Math.min(x, mulai[0]), Math.min(y, mulai[1]), Math.abs(x - mulai[0]), Math.abs(y - mulai[1])];
    baris.forEach((i, n) => i.value = nilai[n]);
    lukis();
  });
  bidang.addEventListener('pointerup', () => {
    if (mulai && !(+baris[2].value && +baris[3].value)) baris.forEach(i => i.value = '');
    mulai = null;
    lukis();
  });
  sensor.addEventListener('input', lukis);
  lukis();
}

// ? explains the keys, / goes to the search
document.addEventListener('keydown', e => {
  if (menulis(e) || e.ctrlKey || e.metaKey || e.altKey || $('dialog[open]')) return;
  if (e.key === '?') $('[data-dialog=pintasan]')?.click();
  if (e.key === '/') { e.preventDefault(); $('.atas .cepat')?.focus(); }
});

// a changed volume shows its new cost
const u = $('[data-ubah]');
$$('[data-satuan-teks]', u ?? document.createElement('p')).forEach(e => e.textContent = u.dataset.satuan);
u?.addEventListener('input', () => {
  const t = angka($('[name=volume]', u).value) * (angka($('[name=harga]', u)?.value ?? '') || +u.dataset.harga), d = t - u.dataset.awal;
  $('[data-hasil]', u).textContent = rupiah(t);
  $('[data-selisih]', u).textContent = d ? (d < 0 ? 'turun ' : 'naik ') + rupiah(Math.abs(d)) : 'tetap';
});

// twins among the ranks are marked at once; the server refuses them anyway
const peringkat = $('[data-peringkat]');
peringkat?.addEventListener('input', () => {
  const nomor = $$('input[data-nomor]', peringkat), jumlah = {};
  nomor.forEach(i => jumlah[i.value.trim()] = (jumlah[i.value.trim()] || 0) + 1);
  nomor.forEach(i => i.value.trim() && jumlah[i.value.trim()] > 1
    ? i.setAttribute('aria-invalid', 'true') : i.removeAttribute('aria-invalid'));
});
