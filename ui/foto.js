// foto.js: chosen photos made small, shown, and taken away one by one; without it the file field does all of this alone.
import { $, $$, ribuan } from './dasar.js';

// photos go out at 1600 pixels: 200 KB instead of 8 MB on a weak signal
const kecilkan = async berkas => {
  if (!berkas.type.startsWith('image/') || berkas.size < 400000) return berkas;
  try {
    const gambar = await createImageBitmap(berkas), skala = Math.min(1, 1600 / Math.max(gambar.width, gambar.height));
    const kanvas = document.createElement('canvas');
    kanvas.width = Math.round(gambar.width * skala);
    kanvas.height = Math.round(gambar.height * skala);
    kanvas.getContext('2d').drawImage(gambar, 0, 0, kanvas.width, kanvas.height);
    gambar.close();
    const hasil = await new Promise(r => kanvas.toBlob(r, 'image/jpeg', .7));
    return hasil && hasil.size < berkas.size
      ? new File([hasil], berkas.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg' }) : berkas;
  } catch { return berkas; }
};
const tanda = b => `${b.name} ${b.size} ${b.lastModified}`;

export const pilihFoto = i => {
  const kata = $('[data-jumlah-foto]', i.closest('.isian')), bantu = kata?.textContent, petak = document.createElement('div');
  let dipilih = [], sendiri = false;            // { tanda, berkas }
  petak.className = 'mini-foto';
  i.after(petak);

  const satu = ({ berkas }, n) => {
    const kotak = document.createElement('div'), gambar = new Image(), buang = document.createElement('button');
    gambar.alt = berkas.name;
    gambar.src = URL.createObjectURL(berkas);
    Object.assign(buang, { type: 'button', textContent: '×' });
    buang.setAttribute('aria-label', `${i.dataset.foto} ${n + 1}`);
    buang.addEventListener('click', () => {
      dipilih.splice(n, 1);
      umumkan();
      ($$('button', petak)[Math.min(n, dipilih.length - 1)] ?? i).focus();
    });
    kotak.append(gambar, buang);
    return kotak;
  };
  const tunjukkan = () => {
    $$('img', petak).forEach(g => URL.revokeObjectURL(g.src));
    petak.replaceChildren(...dipilih.map(satu));
    const kb = dipilih.reduce((n, d) => n + d.berkas.size, 0) / 1000;
    if (kata) kata.textContent = dipilih.length ? `${dipilih.length} ${kata.dataset.jumlahFoto}, ${ribuan(Math.ceil(kb))} KB` : bantu;
  };
  const umumkan = () => {                       // whoever keeps drafts hears of the small ones
    const semua = new DataTransfer();
    dipilih.forEach(d => semua.items.add(d.berkas));
    i.files = semua.files;
    tunjukkan();
    sendiri = true;
    i.dispatchEvent(new Event('change', { bubbles: true }));
    sendiri = false;
  };

  i.addEventListener('change', async e => {
    if (sendiri) return;
    e.stopPropagation();
    const baru = [...i.files].filter(b => !i.multiple || !dipilih.some(d => d.tanda === tanda(b)));
    if (baru.length && !i.multiple) dipilih = [];
    if (kata && baru.length) kata.textContent = '…';
    for (const b of baru) dipilih.push({ tanda: tanda(b), berkas: await kecilkan(b) });
    umumkan();
  });
  i.form?.addEventListener('dipulihkan', () => {
    dipilih = [...i.files].map(b => ({ tanda: tanda(b), berkas: b }));
    tunjukkan();
  });
};
