// app.js: what makes pages nicer; without it every form still works on the server.
import { cariBukti } from './bukti.js';
import { $, $$, angka, ribuan, rupiah } from './dasar.js';
import { pilihFoto } from './foto.js';

// what is wrong comes first
$('[data-fokus]')?.focus();

// what the outbox heard on the way here
try {
  const teks = sessionStorage.getItem('pamong-kabar'), main = $('main');
  sessionStorage.removeItem('pamong-kabar');
  if (teks && main && !$('[data-kabar]')) {
    const p = document.createElement('p');
    p.className = 'pesan baik wrap mt4';
    p.setAttribute('role', 'status');
    p.textContent = teks;
    main.prepend(p);
  }
} catch { /* a browser that keeps nothing */ }

// cost of a proposal while it is typed
$$('[data-usulan]').forEach(f => {
  const hitung = () => {
    const o = f.elements.kamus.selectedOptions[0]?.dataset ?? {}, v = angka(f.elements.volume.value), t = v * (+o.harga || 0);
    $('[data-total]', f).textContent = o.harga ? rupiah(t) : 'pilih jenis pekerjaan';
    $('[data-rumus]', f).textContent = o.harga ? `${ribuan(v)} ${o.satuan} \u00d7 ${rupiah(+o.harga)}` : '';
    $$('[data-satuan-volume] [data-satuan-teks]', f).forEach(e => e.textContent = o.satuan || 'satuan');
    if (!+f.dataset.pagu) return;
    const sisa = f.dataset.pagu - f.dataset.pakai - t, s = $('[data-sisa]') ?? $('[data-rumus]', f);
    const kata = sisa < 0 ? `melebihi pagu sebesar ${rupiah(-sisa)}` : `sisa pagu ${rupiah(sisa)}`;
    if (s.hasAttribute('data-sisa')) {
      s.textContent = rupiah(Math.abs(sisa));
      s.classList.toggle('buruk', sisa < 0);
      s.parentNode.firstChild.data = sisa < 0 ? 'Melebihi pagu' : 'Sisa pagu';
    }
    else if (o.harga) s.textContent += `, ${kata}`;
  };
  f.addEventListener('input', hitung);
  f.addEventListener('dipulihkan', hitung);
  hitung();
});

const angkaDerajat = s => +String(s).trim().replace(',', '.');

// the phone's own position, on request only
$$('[data-lokasi]').forEach(b => {
  if (!navigator.geolocation) return;
  const form = b.form, t = $('[data-ketelitian]', form);
  b.hidden = false;
  b.addEventListener('click', () => {
    t.textContent = 'Mencari lokasi…';
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      form.elements.lat.value = coords.latitude.toFixed(6);
      form.elements.lon.value = coords.longitude.toFixed(6);
      form.elements.lat.dispatchEvent(new Event('input', { bubbles: true }));
      t.textContent = `Ketelitian ${Math.round(coords.accuracy)} m`;
    }, () => t.textContent = 'Lokasi tidak terbaca. Izinkan akses lokasi, atau tulis alamatnya.',
    { enableHighAccuracy: true, timeout: 20000 });
  });
});

// a proposal's place by click, tap or arrow keys; the degrees beside it stay the truth
$$('[data-titik]').forEach(peta => {
  const svg = $('svg', peta), form = peta.closest('form'), { lat, lon } = form.elements;
  const [barat, utara, timur, selatan] = svg.dataset.kotak.split(' ').map(n => n / 1e6), { width: w, height: h } = svg.viewBox.baseVal;
  const kata = $('[data-derajat]', form);
  let pin = $('.pin-bentuk', svg)?.parentNode;
  const gambar = () => {
    const x = (angkaDerajat(lon.value) - barat) / (timur - barat) * w, y = (utara - angkaDerajat(lat.value)) / (utara - selatan) * h;
    if (!lat.value || !(x >= 0 && x <= w && y >= 0 && y <= h)) return pin?.setAttribute('visibility', 'hidden');
    if (!pin) {
      pin = svg.appendChild(document.createElementNS(svg.namespaceURI, 'path'));
      pin.setAttribute('class', 'pin-bentuk');
      pin.setAttribute('d', 'M0 0c-9-13-14-17-14-25a14 14 0 1 1 28 0c0 8-5 12-14 25z');
    }
    pin.setAttribute('visibility', 'visible');
    pin.setAttribute('transform', `translate(${x} ${y})`);
  };
  const taruh = (x, y) => {
    lon.value = (barat + Math.min(w, Math.max(0, x)) / w * (timur - barat)).toFixed(6);
    lat.value = (utara - Math.min(h, Math.max(0, y)) / h * (utara - selatan)).toFixed(6);
    lat.dispatchEvent(new Event('input', { bubbles: true }));
    kata.textContent = `${kata.dataset.derajat}: ${lat.value}, ${lon.value}`;
  };
  peta.tabIndex = 0;
  peta.setAttribute('role', 'application');
  peta.setAttribute('aria-label', peta.dataset.titik);
  svg.addEventListener('click', e => {
    const p = new DOMPoint(e.clientX, e.clientY).matrixTransform(svg.getScreenCTM().inverse());
    taruh(p.x, p.y);
  });
  peta.addEventListener('keydown', e => {
    const arah = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[e.key];
    if (!arah) return;
    e.preventDefault();
    const ada = lat.value && lon.value, langkah = w / (e.shiftKey ? 20 : 100);
    const x = ada ? (angkaDerajat(lon.value) - barat) / (timur - barat) * w : w / 2, y = ada ? (utara - angkaDerajat(lat.value)) / (utara - selatan) * h : h / 2;
    taruh(x + arah[0] * langkah, y + arah[1] * langkah);
  });
  form.addEventListener('input', gambar);
  form.addEventListener('dipulihkan', gambar);
  gambar();
});

// the interactive map comes only when it is asked for, and takes the drawn one's place
$$('[data-peta]').forEach(b => {
  b.hidden = false;
  b.addEventListener('click', () => {
    b.disabled = true;
    const gaya = document.createElement('link'), skrip = document.createElement('script');
    Object.assign(gaya, { rel: 'stylesheet', href: b.dataset.gaya });
    skrip.src = b.dataset.skrip;
    skrip.onerror = gaya.onerror = () => b.disabled = false;
    document.head.append(gaya, skrip);
  });
});

$$('input[type=file][data-foto]').forEach(pilihFoto);

// a network that sends much proves a little work; it begins while the form is read, and the form waits for it
$$('form[data-kerja]').forEach(form => {
  const bukti = cariBukti(form.dataset.kerja).then(n => form.elements.bukti.value = n);
  form.addEventListener('submit', e => {
    if (form.elements.bukti.value) return;
    e.preventDefault();
    bukti.then(() => form.requestSubmit());
  });
});

// a form is sent once, however often the button is pressed
$$('form[method=post]').forEach(form => form.addEventListener('submit', e => {
  if (e.defaultPrevented) return;
  if (form.dataset.dikirim) return e.preventDefault();
  form.dataset.dikirim = '1';
  setTimeout(() => delete form.dataset.dikirim, 8000);
}));

// <button data-dialog="id"> opens a dialog, and gets the focus back when it closes
$$('[data-dialog]').forEach(b => b.addEventListener('click', () => {
  const d = document.getElementById(b.dataset.dialog);
  d.addEventListener('close', () => b.focus(), { once: true });
  d.showModal();
}));
