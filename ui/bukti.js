// bukti.js: the proof of work that the server may ask of a network that sends much: SHA-256 begins with 16 zero bits.
// Our own loop: crypto.subtle is not there without TLS, and is slow for 65,000 short texts.
const bulat = n => (n - Math.floor(n)) * 2 ** 32 | 0, prima = [];
for (let n = 2; prima.length < 64; n++) if (prima.every(p => n % p)) prima.push(n);
const K = prima.map(p => bulat(Math.cbrt(p))), AWAL = prima.slice(0, 8).map(p => bulat(Math.sqrt(p))), W = new Int32Array(64);
const putar = (x, n) => x >>> n | x << 32 - n;

const kompres = (h, b, di) => {
  for (let i = 0; i < 16; i++) W[i] = b[di + 4 * i] << 24 | b[di + 4 * i + 1] << 16 | b[di + 4 * i + 2] << 8 | b[di + 4 * i + 3];
  for (let i = 16; i < 64; i++) {
    const x = W[i - 15], y = W[i - 2];
    W[i] = W[i - 16] + (putar(x, 7) ^ putar(x, 18) ^ x >>> 3) + W[i - 7] + (putar(y, 17) ^ putar(y, 19) ^ y >>> 10);
  }
  let [a, bb, c, d, e, f, g, hh] = h;
  for (let i = 0; i < 64; i++) {
    const t = hh + (putar(e, 6) ^ putar(e, 11) ^ putar(e, 25)) + (e & f ^ ~e & g) + K[i] + W[i] | 0;
    const u = (putar(a, 2) ^ putar(a, 13) ^ putar(a, 22)) + (a & bb ^ a & c ^ bb & c) | 0;
    hh = g; g = f; f = e; e = d + t | 0; d = c; c = bb; bb = a; a = t + u | 0;
  }
  [a, bb, c, d, e, f, g, hh].forEach((x, i) => h[i] = h[i] + x | 0);
};

export const cariBukti = async cap => {
  const kode = new TextEncoder(), awal = kode.encode(`${cap}:`), utuh = awal.length & ~63, tengah = [...AWAL];
  for (let i = 0; i < utuh; i += 64) kompres(tengah, awal, i);
  for (let n = 0; ; n++) {
    const ekor = kode.encode(n), isi = awal.length - utuh + ekor.length, b = new Uint8Array(isi + 72 & ~63), h = [...tengah];
    b.set(awal.subarray(utuh));
    b.set(ekor, awal.length - utuh);
    b[isi] = 128;
    new DataView(b.buffer).setUint32(b.length - 4, 8 * (awal.length + ekor.length));
    for (let i = 0; i < b.length; i += 64) kompres(h, b, i);
    if (h[0] >>> 16 === 0) return String(n);
    if (n % 1000 === 999) await new Promise(r => setTimeout(r));    // the page stays alive
  }
};
