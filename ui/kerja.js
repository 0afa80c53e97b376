// kerja.js: the workspace by keyboard; every act also has its button.
(() => {
  const $ = (s, el = document) => el.querySelector(s), $$ = (s, el = document) => [...el.querySelectorAll(s)];
  const rupiah = n => 'Rp' + Math.round(n).toLocaleString('id-ID'), angka = s => +String(s).replace(/\./g, '').replace(',', '.') || 0;
  const menulis = e => /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName) && e.target.type !== 'checkbox';

  // J and K walk through the queue, X selects
  const antre = $('[data-antre]');
  if (antre) document.addEventListener('keydown', e => {
    if (menulis(e) || e.ctrlKey || e.metaKey || e.altKey) return;
    const semua = $$('li', antre), kini = semua.findIndex(l => l.contains(document.activeElement));
    const ke = e.key === 'j' ? semua[kini + 1] : e.key === 'k' ? semua[kini - 1] : null;
    if (ke) { e.preventDefault(); $('a', ke).focus(); }
    if (e.key === 'x' && kini >= 0) { const c = $('input[type=checkbox]', semua[kini]); c.checked = !c.checked; c.dispatchEvent(new Event('change', { bubbles: true })); }
  });

  // how many are selected
  const massal = $('[data-massal]');
  if (massal) document.addEventListener('change', () => { $('[data-terpilih]', massal).textContent = $$('[data-antre] input:checked').length; });

  // a changed volume shows its new cost
  const u = $('[data-ubah]');
  if (u) u.addEventListener('input', () => {
    const t = angka($('[name=volume]', u).value) * (angka($('[name=harga]', u)?.value ?? '') || +u.dataset.harga), d = t - u.dataset.awal;
    $('[data-hasil]', u).textContent = rupiah(t);
    $('[data-selisih]', u).textContent = d ? (d < 0 ? 'turun ' : 'naik ') + rupiah(Math.abs(d)) : 'tetap';
  });

  // twins among the ranks are marked at once; the server refuses them anyway
  const p = $('[data-peringkat]');
  if (p) p.addEventListener('input', () => {
    const n = $$('input[data-nomor]', p), jumlah = {};
    n.forEach(i => jumlah[i.value] = (jumlah[i.value] || 0) + 1);
    n.forEach(i => i.toggleAttribute('aria-invalid', jumlah[i.value] > 1));
  });
})();
