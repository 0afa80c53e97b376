// peta.js: the interactive map: borders, and what the page's filter leaves: all at once, or counted anew for each view.
import L from 'leaflet';
import { $, $$ } from './dasar.js';

// The server's cells (core/perkara/petak.c): so many zooms, so wide in degrees, so many in a view.
const PETAK_ZOOM = 8, PETAK_SISI = .0005, PETAK_MUAT = 10, TERDEKAT = 18, BERNAMA = 12.5, TAB_PALING_BANYAK = 200;

const buat = (nama, sifat, ...isi) => {
  const e = Object.assign(document.createElement(nama), sifat);
  e.append(...isi);
  return e;
};
const tautan = (nama, url) => url ? buat('a', { href: url, textContent: nama }) : buat('b', { textContent: nama });

// ---- what stands on it

/** One thing: its sign opens what it is called, and the link to it. */
const satu = (p, di, peta, { banyak }) => {
  const a = buat('a', { className: `tanda-l ${p.kelas}`, href: p.url, title: p.judul, tabIndex: banyak ? -1 : 0 });
  a.setAttribute('aria-label', `${p.judul}, ${p.keadaan}`);
  a.addEventListener('click', e => {
    e.preventDefault();
    e.stopPropagation();
    const isi = tautan(p.judul, p.url);
    L.popup({ offset: [0, -6] }).setLatLng(di).setContent(buat('div', {}, isi, buat('br'), p.keadaan)).openOn(peta);
    isi.focus({ preventScroll: true });
  });
  return a;
};

/** Many in one circle: it leads nearer; where nothing is nearer, to the page that names them. */
const lingkaran = (p, di, peta) => {
  const a = buat('a', { className: `tanda-l banyak u${p.ukuran}`, href: p.url, title: p.judul, textContent: p.jumlah });
  a.setAttribute('aria-label', p.judul);
  a.addEventListener('click', e => {
    if (peta.getZoom() >= TERDEKAT - 1) return;
    e.preventDefault();
    e.stopPropagation();
    peta.getContainer().focus({ preventScroll: true });
    peta.setView(di, Math.min(TERDEKAT, peta.getZoom() + 2));
  });
  return a;
};

const tanda = (peta, pilihan) => L.geoJSON([], {
  pointToLayer: (f, di) => {
    const p = f.properties, html = (p.jumlah ? lingkaran : satu)(p, di, peta, pilihan);
    return L.marker(di, { keyboard: false, icon: L.divIcon({ className: '', iconSize: null, html }) });
  },
});

// ---- what each view shows

const bagian = peta => {
  const b = peta.getBounds();
  for (let z = Math.max(0, Math.min(PETAK_ZOOM, Math.round(peta.getZoom() - 9.5)));; z--) {
    const sisi = PETAK_SISI * 2 ** (PETAK_ZOOM - z), petak = (derajat, mulai) => Math.max(0, Math.floor((derajat + mulai) / sisi));
    const [barat, selatan, timur, utara] = [petak(b.getWest(), 180), petak(b.getSouth(), 90), petak(b.getEast(), 180), petak(b.getNorth(), 90)];
    if (!z || (timur - barat < PETAK_MUAT && utara - selatan < PETAK_MUAT)) return `z=${z}&kotak=${barat},${selatan},${timur},${utara}`;
  }
};

/** Counted anew whenever it was moved; the list beside it and the address follow. */
const ikuti = (peta, alamat, kata, gagal) => {
  const lapis = tanda(peta, { banyak: false }).addTo(peta);
  let batal, pertama = true;
  const daftar = async (halaman, signal) => {
    const r = await fetch(halaman, { signal });
    if (!r.ok) throw new Error(r.status);
    const isi = new DOMParser().parseFromString(await r.text(), 'text/html'), baru = isi.getElementById('daftar');
    $('#daftar').replaceWith(baru);
    $$('symbol', isi).forEach(s => document.getElementById(s.id) ?? $('symbol').parentNode.append(s));
    kata.textContent = $('h2', baru).textContent;
    history.replaceState(null, '', `${halaman}#peta`);
  };
  const muat = async () => {
    batal?.abort();
    batal = new AbortController();
    const tanya = `${alamat}${alamat.endsWith('?') ? '' : '&'}${bagian(peta)}`, { signal } = batal;
    try {
      const r = await fetch(tanya, { signal });
      if (!r.ok) throw new Error(r.status);
      lapis.clearLayers().addData(await r.json());
      if (!pertama) await daftar(tanya.replace('/titik', ''), signal);
      pertama = false;
    } catch (e) {
      if (e.name !== 'AbortError') kata.textContent = gagal;
    }
  };
  peta.on('moveend', muat);
  return muat();
};

// ---- a point of the form

/** By a click or tap, by dragging the pin, or at the middle by Enter after the arrow keys moved the map. */
const pilih = (peta, form) => {
  const { lat, lon } = form.elements, kata = $('[data-derajat]', form), derajat = s => +String(s).trim().replace(',', '.');
  const html = '<svg class="pin-l" viewBox="-15 -40 30 41" aria-hidden="true"><path class="pin-bentuk" d="M0 0c-9-13-14-17-14-25a14 14 0 1 1 28 0c0 8-5 12-14 25z"/></svg>';
  const pin = L.marker([0, 0], { draggable: true, keyboard: false, icon: L.divIcon({ className: '', iconSize: null, html }) });
  const gambar = () => {
    const di = [derajat(lat.value), derajat(lon.value)];
    if (!lat.value || !lon.value || di.some(isNaN)) return pin.remove();
    pin.setLatLng(di).addTo(peta);
    if (!peta.getBounds().contains(di)) peta.panTo(di);
  };
  const taruh = di => {
    lat.value = di.lat.toFixed(6);
    lon.value = di.lng.toFixed(6);
    lat.dispatchEvent(new Event('input', { bubbles: true }));
    kata.textContent = `${kata.dataset.derajat}: ${lat.value}, ${lon.value}`;
  };
  peta.on('click', e => taruh(e.latlng));
  pin.on('dragend', () => taruh(pin.getLatLng()));
  peta.getContainer().classList.add('pilih-l');
  peta.getContainer().addEventListener('keydown', e => {
    if (e.key !== 'Enter' || e.target !== e.currentTarget) return;
    e.preventDefault();
    taruh(peta.getCenter());
  });
  form.addEventListener('input', gambar);
  form.addEventListener('dipulihkan', gambar);
  gambar();
};

// ---- opening it

const buka = async tombol => {
  const d = tombol.dataset, r = await fetch(d.peta, { headers: { Accept: 'application/geo+json' } });
  if (!r.ok) throw new Error(r.status);
  const { features, ubin } = await r.json(), titik = features.filter(f => f.geometry.type === 'Point');
  const [barat, selatan, timur, utara] = d.kotak?.split(' ').map(n => n / 1e6) ?? [];
  const luas = d.kotak ? L.latLngBounds([selatan, barat], [utara, timur]) : L.geoJSON(features).getBounds();
  if (!luas.isValid()) throw new Error('nothing has a place');
  const tempat = buat('div', { className: 'peta', tabIndex: 0 }), kata = buat('p', { className: 'bantu', role: 'status', textContent: d.bantu });
  tempat.setAttribute('role', d.pilih === undefined ? 'region' : 'application');
  tempat.setAttribute('aria-label', d.pilih || tombol.textContent.trim());
  tombol.parentNode.previousElementSibling.replaceWith(tempat);
  tombol.parentNode.replaceWith(kata);
  const peta = L.map(tempat, { zoomControl: false, attributionControl: false, zoomSnap: .5, maxZoom: TERDEKAT });
  L.control.zoom({ zoomInTitle: d.perbesar, zoomOutTitle: d.perkecil }).addTo(peta);
  const kredit = ubin ? buat('span', { textContent: ubin.kredit }).innerHTML : d.atribusi;
  L.control.attribution({ prefix: false }).addAttribution(kredit).addTo(peta);
  if (ubin) L.tileLayer(ubin.url, { minZoom: ubin.terjauh, maxNativeZoom: ubin.terdekat, maxZoom: TERDEKAT }).addTo(peta);
  L.geoJSON(features.filter(f => f.geometry.type === 'MultiPolygon'), {
    interactive: d.pilih === undefined,
    style: { color: '#0b5a54', weight: 1.5, fillOpacity: ubin ? 0 : .12 },
    onEachFeature: (f, l) => {
      const { nama, url } = f.properties;
      l.bindTooltip(nama, { permanent: true, direction: 'center', className: 'nama-l', opacity: 1 });
      if (url) l.bindPopup(buat('div', {}, tautan(nama, url)));
    },
  }).addTo(peta);
  peta.on('zoomend', () => tempat.classList.toggle('jauh-l', peta.getZoom() < BERNAMA + (d.pilih === undefined) / 2));
  peta.on('popupopen', e => $('.leaflet-popup-close-button', e.popup.getElement()).setAttribute('aria-label', d.tutup));
  peta.fitBounds(luas);
  tanda(peta, { banyak: titik.length > TAB_PALING_BANYAK }).addTo(peta).addData(titik);
  tempat.focus({ preventScroll: true });
  if (d.pilih !== undefined) pilih(peta, tombol.form ?? $('form:has([name=lat])'));
  if (d.pandang) await ikuti(peta, d.pandang, kata, d.gagal);
};

$$('[data-peta]:disabled').forEach(b => buka(b).catch(() => b.disabled = false));
