// peta.js: the interactive map: borders and proposals of the page's filter, no tiles; the list stays the source.
import L from 'leaflet';

const warna = { selesai: '#2b6e2f', tolak: '#a6261d', kerja: '#1b5798', tunggu: '#7a5200', ulang: '#6e3b78' };
const teks = (nama, isi, url) => {
  const a = document.createElement(url ? 'a' : 'span');
  if (url) a.href = url;
  a.textContent = nama;
  const div = document.createElement('div');
  div.append(a, document.createElement('br'), isi);
  return div;
};

const buka = async tombol => {
  const r = await fetch(tombol.dataset.peta, { headers: { Accept: 'application/geo+json' } });
  if (!r.ok) throw new Error(r.status);
  const data = await r.json(), tempat = document.createElement('div'), lama = tombol.parentNode.previousElementSibling;
  tempat.className = 'peta';
  tempat.setAttribute('role', 'region');
  tempat.setAttribute('aria-label', tombol.textContent.trim());
  lama.replaceWith(tempat);
  const peta = L.map(tempat, { attributionControl: false, zoomSnap: .5 });
  const batas = L.geoJSON(data.features.filter(f => f.geometry.type === 'MultiPolygon'), {
    style: { color: '#0b5a54', weight: 1.5, fillOpacity: .12 },
    onEachFeature: (f, l) => l.bindPopup(teks(f.properties.nama, '', f.properties.url)),
  }).addTo(peta);
  L.geoJSON(data.features.filter(f => f.geometry.type === 'Point'), {
    pointToLayer: (f, di) => L.circleMarker(di, { radius: 7, weight: 2, color: '#fff', fillOpacity: 1,
      fillColor: warna[f.properties.kelas] ?? warna.tunggu }),
    onEachFeature: (f, l) => l.bindPopup(teks(f.properties.judul, f.properties.keadaan, f.properties.url)),
  }).addTo(peta);
  peta.fitBounds(batas.getBounds());
  tombol.parentNode.remove();
  tempat.tabIndex = 0;
  tempat.focus({ preventScroll: true });
};

document.querySelectorAll('[data-peta]:disabled').forEach(b => buka(b).catch(() => b.disabled = false));
