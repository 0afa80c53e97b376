// kerja.js: the workspace by keyboard, and the drafts on this phone; every act also has its button.
import { $, $$, angka, rupiah } from './dasar.js';
import './kotak_keluar.js';

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

// a letter chooses an act of the open case and goes to the field it asks for; of another row it opens that one first
const tulis = $('form[data-tombol]');
const pakaiTombol = tombol => {
  const kata = tulis.dataset.tombol.split(' '), di = kata.findIndex((k, i) => i % 3 === 0 && k === tombol);
  const pilih = tulis.elements.aksi;
  if (di < 0 || ![...pilih.options].some(o => o.value === kata[di + 1])) return false;
  pilih.value = kata[di + 1];
  tulis.elements[kata[di + 2]].focus();
  return true;
};
if (tulis) {
  document.addEventListener('keydown', e => {
    if (e.key === 'Enter' && e.ctrlKey && tulis.contains(e.target)) { e.preventDefault(); tulis.requestSubmit(); }
    if (menulis(e) || e.ctrlKey || e.metaKey || e.altKey || $('dialog[open]')) return;
    const baris = document.activeElement.closest?.('[data-antre] > li:not(.ini)'), tombol = e.key.toLowerCase();
    if (baris && /^[vdmtbcp]$/.test(tombol)) location.href = `${$('a', baris).href}#tombol-${tombol}`;
    else if (pakaiTombol(tombol)) e.preventDefault();
  });
  if (location.hash.startsWith('#tombol-')) pakaiTombol(location.hash.slice(8));
}

// ? explains the keys, / goes to the search
document.addEventListener('keydown', e => {
  if (menulis(e) || e.ctrlKey || e.metaKey || e.altKey || $('dialog[open]')) return;
  if (e.key === '?') $('[data-dialog=pintasan]')?.click();
  if (e.key === '/') { e.preventDefault(); $('.atas .cepat')?.focus(); }
});

// a changed volume shows its new cost
const u = $('[data-ubah]');
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
