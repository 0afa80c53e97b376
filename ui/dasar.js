// dasar.js: the few words that all scripts share.
export const $ = (s, el = document) => el.querySelector(s);
export const $$ = (s, el = document) => [...el.querySelectorAll(s)];
export const ribuan = n => n.toLocaleString(document.documentElement.lang === 'en' ? 'en' : 'id-ID');
export const rupiah = n => (n < 0 ? '\u2212' : '') + 'Rp' + ribuan(Math.abs(Math.round(n)));
export const angka = s => +String(s).trim().replace(/\./g, '').replace(',', '.') || 0;   // 1.150,5
