// app.js: what makes pages nicer; without it every form still works on the server.
(() => {
  const $ = (s, el = document) => el.querySelector(s), $$ = (s, el = document) => [...el.querySelectorAll(s)];
  const rupiah = n => (n < 0 ? '\u2212' : '') + 'Rp' + Math.abs(Math.round(n)).toLocaleString('id-ID');
  const angka = s => +String(s).trim().replace(/\./g, '').replace(',', '.') || 0;

  // what is wrong comes first
  $('[data-fokus]')?.focus();

  // cost of a proposal while it is typed
  const f = $('[data-usulan]');
  if (f) {
    const hitung = () => {
      const o = f.elements.kamus.selectedOptions[0]?.dataset ?? {}, v = angka(f.elements.volume.value), t = v * (+o.harga || 0);
      $('[data-total]', f).textContent = rupiah(t);
      $('[data-rumus]', f).textContent = o.harga ? `${v.toLocaleString('id-ID')} ${o.satuan} \u00d7 ${rupiah(+o.harga)}` : '';
      $$('[data-satuan-volume] [data-satuan-teks]', f).forEach(e => e.textContent = o.satuan || '');
      const sisa = +f.dataset.pagu - +f.dataset.pakai - t, s = $('[data-sisa]');
      if (s && f.dataset.pagu) s.textContent = sisa < 0 ? `${rupiah(sisa)} melebihi pagu` : rupiah(sisa);
    };
    f.addEventListener('input', hitung);
    hitung();
  }

  // the phone's own position, on request only
  $$('[data-lokasi]').forEach(b => {
    if (!navigator.geolocation) return;
    b.hidden = false;
    b.addEventListener('click', () => navigator.geolocation.getCurrentPosition(p => {
      $('[name=lat]').value = p.coords.latitude.toFixed(6);
      $('[name=lon]').value = p.coords.longitude.toFixed(6);
      const t = $('[data-ketelitian]');
      if (t) t.textContent = `Ketelitian ${Math.round(p.coords.accuracy)} m`;
    }, () => { const t = $('[data-ketelitian]'); if (t) t.textContent = 'Lokasi tidak terbaca. Tulis alamatnya.'; }));
  });

  // photos go out at 1600 pixels: 200 KB instead of 8 MB on a weak signal
  const kecilkan = async berkas => {
    if (!berkas.type.startsWith('image/') || berkas.size < 400000) return berkas;
    try {
      const gambar = await createImageBitmap(berkas), skala = Math.min(1, 1600 / Math.max(gambar.width, gambar.height));
      const kanvas = document.createElement('canvas');
      kanvas.width = gambar.width * skala; kanvas.height = gambar.height * skala;
      kanvas.getContext('2d').drawImage(gambar, 0, 0, kanvas.width, kanvas.height);
      const hasil = await new Promise(r => kanvas.toBlob(r, 'image/jpeg', .7));
      return new File([hasil], berkas.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg' });
    } catch { return berkas; }
  };
  $$('input[type=file][data-foto]').forEach(i => i.addEventListener('change', async () => {
    const semua = new DataTransfer();
    for (const b of i.files) semua.items.add(await kecilkan(b));
    i.files = semua.files;
    const t = $('[data-jumlah-foto]');
    if (t) t.textContent = `${i.files.length} foto dipilih`;
  }));

  // a form is sent once, however often the button is pressed
  $$('form[method=post]').forEach(form => form.addEventListener('submit', e => {
    if (form.dataset.dikirim) e.preventDefault();
    form.dataset.dikirim = '1';
    setTimeout(() => delete form.dataset.dikirim, 8000);
  }));
})();
