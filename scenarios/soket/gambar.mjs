// gambar.mjs: pictures and bombs, written byte by byte: what a few bytes can claim, and what they can unfold to.
import { constants, deflateRawSync, deflateSync } from 'node:zlib';
import { bytes } from './alat.mjs';

const be = (size, ...numbers) => Buffer.concat(numbers.map(n => {
    const out = Buffer.alloc(size);
    out.writeUIntBE(n, 0, size);
    return out;
}));
const le = (size, n) => Buffer.from(be(size, n).reverse());
const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
    for (let bit = 0; bit < 8; bit++)
        n = (n >>> 1) ^ (n & 1 ? 0xEDB88320 : 0);
    return n >>> 0;
});

/** zlib.crc32 came after the Node.js of Debian 12. */
function crc32(data) {
    let crc = ~0;
    for (const byte of data)
        crc = (crc >>> 8) ^ TABLE[(crc ^ byte) & 255];
    return ~crc >>> 0;
}

/** So many zero bytes as zlib would pack them: one full-flushed megabyte, again and again, never held unpacked. */
export function zeros(count) {
    const MB = 1 << 20, flushed = { finishFlush: constants.Z_FULL_FLUSH, level: 9 };
    const whole = deflateRawSync(Buffer.alloc(MB), flushed), times = Math.floor(count / MB);
    return Buffer.concat([Buffer.from('789c', 'hex'), ...Array.from({ length: times }, () => whole),
        deflateRawSync(Buffer.alloc(count % MB)), be(2, count % 65521), be(2, 1)]);
}

/* ---- PNG ---- */

const chunk = (name, data) => Buffer.concat([be(4, data.length), bytes(name), data, be(4, crc32(bytes(name, data)))]);
const HEAD = '\x89PNG\r\n\x1a\n';

/** `colour` 0 grey, 2 RGB, 6 RGBA; `data` is what stands packed in it, else zeros as the size wants them. */
export function png(wide, high, { depth = 8, colour = 0, interlace = 0, data, more = [] } = {}) {
    const row = 1 + Math.ceil(wide * depth * ({ 0: 1, 2: 3, 6: 4 })[colour] / 8);
    return bytes(HEAD, chunk('IHDR', Buffer.concat([be(4, wide, high), Buffer.from([depth, colour, 0, 0, interlace])])),
        ...more.map(([name, content]) => chunk(name, content)), chunk('IDAT', data ?? zeros(row * high)), chunk('IEND', Buffer.alloc(0)));
}

/** A text of so many bytes, packed, before the picture. */
export const text = count => ['zTXt', bytes('Comment\0\0', zeros(count))];
export const profile = count => ['iCCP', bytes('x\0\0', zeros(count))];

/** Each pixel by a function: something to look at. */
export function photo(wide, high, pixel) {
    const rows = Buffer.alloc(high * (1 + wide * 3));
    for (let y = 0; y < high; y++)
        for (let x = 0, at = y * (1 + wide * 3) + 1; x < wide; x++, at += 3)
            rows.set(pixel(x, y), at);
    return png(wide, high, { colour: 2, data: deflateSync(rows) });
}

/* ---- JPEG ---- */

const segment = (marker, data) => Buffer.concat([Buffer.from([0xff, marker]), be(2, data.length + 2), data]);
const codes = (kind, ...values) => segment(0xc4, Buffer.from([kind, values.length, ...Array(15).fill(0), ...values]));
const zeroBits = count => Buffer.alloc(Math.ceil(count / 8));

/** All grey, two bits a block; `claim` stands in its head instead of the size that is in it. */
export function jpeg(wide, high, { claim = [wide, high], comment } = {}) {
    const blocks = Math.ceil(wide / 8) * Math.ceil(high / 8);
    return Buffer.concat([Buffer.from('ffd8', 'hex'), ...comment ? [segment(0xfe, bytes(comment))] : [],
        segment(0xdb, Buffer.from([0, ...Array(64).fill(1)])),
        segment(0xc0, Buffer.concat([Buffer.from([8]), be(2, claim[1], claim[0]), Buffer.from([1, 1, 0x11, 0])])),
        codes(0, 0), codes(0x10, 0), segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])), zeroBits(2 * blocks), Buffer.from('ffd9', 'hex')]);
}

/** Progressive: a first scan, and so many more in which nothing stands but the end of each band. */
export function scans(wide, high, count) {
    const blocks = Math.ceil(wide / 8) * Math.ceil(high / 8), RUN = 0x4000;
    const run = Buffer.concat([segment(0xda, Buffer.from([1, 1, 0, 1, 63, 0])), zeroBits(15 * Math.ceil(blocks / RUN))]);
    return Buffer.concat([Buffer.from('ffd8', 'hex'), segment(0xdb, Buffer.from([0, ...Array(64).fill(1)])),
        segment(0xc2, Buffer.concat([Buffer.from([8]), be(2, high, wide), Buffer.from([1, 1, 0x11, 0])])),
        codes(0, 0), codes(0x10, 0xe0), segment(0xda, Buffer.from([1, 1, 0, 0, 0, 0])), zeroBits(blocks),
        ...Array.from({ length: count }, () => run), Buffer.from('ffd9', 'hex')]);
}

/* ---- WebP, GIF, HEIC ---- */

const riff = (name, data) => Buffer.concat([bytes(name), le(4, data.length), data, Buffer.alloc(data.length & 1)]);
const webpOf = (...parts) => riff('RIFF', bytes('WEBP', ...parts));

/** VP8L whose five codes have one symbol each: a pixel takes no bit at all. */
function lossless(wide, high) {
    let bits = 0x2fn, at = 8n;
    for (const [value, width] of [[wide - 1, 14], [high - 1, 14], [1, 1], [0, 3], [0, 3], ...Array(5).fill([1, 4])]) {
        bits |= BigInt(value) << at;
        at += BigInt(width);
    }
    return riff('VP8L', Buffer.from(bits.toString(16).padStart(24, '0'), 'hex').reverse());
}

export const webp = (wide, high) => webpOf(lossless(wide, high));

export function frames(wide, high, count) {
    const size = [le(3, wide - 1), le(3, high - 1)], frame = riff('ANMF', Buffer.concat([Buffer.alloc(6), ...size, le(3, 1), Buffer.from([0]),
        lossless(wide, high)]));
    return webpOf(riff('VP8X', Buffer.concat([Buffer.from([2, 0, 0, 0]), ...size])), riff('ANIM', Buffer.alloc(6)), ...Array.from({ length: count }, () => frame));
}

export const gif = (wide, high) => Buffer.concat([bytes('GIF89a'), le(2, wide), le(2, high), Buffer.from('80000000000000ffffff', 'hex'),
    Buffer.from('2c00000000', 'hex'), le(2, wide), le(2, high), Buffer.from('0002024401003b', 'hex')]);

const box = (name, ...parts) => { const data = Buffer.concat(parts); return Buffer.concat([be(4, data.length + 8), bytes(name), data]); };
const full = (name, ...parts) => box(name, Buffer.alloc(4), ...parts);

/** A head that claims a size, and one tile of nothing. */
export function heic(wide, high) {
    const item = box('infe', Buffer.from([2, 0, 0, 0, 0, 1, 0, 0]), bytes('hvc1\0'));
    const hvcC = box('hvcC', Buffer.from('01016000000000000000000000f000fcfdf8f800000f00', 'hex'));
    return Buffer.concat([box('ftyp', bytes('heic\0\0\0\0mif1heic')), full('meta', full('hdlr', Buffer.alloc(4), bytes('pict'), Buffer.alloc(13)),
        full('pitm', be(2, 1)), full('iinf', be(2, 1), item), box('iprp', box('ipco', hvcC, full('ispe', be(4, wide, high))),
            full('ipma', be(4, 1), be(2, 1), Buffer.from([2, 0x81, 2]))),
        full('iloc', Buffer.from([0x44, 0]), be(2, 1), be(2, 1), be(2, 0), be(2, 1), be(4, 8), be(4, 16))), box('mdat', Buffer.alloc(16))]);
}

/* ---- what is no picture ---- */

/** One file in a zip, which unfolds to so many zeros; named as in a spreadsheet. */
export function zip(count, name = 'xl/worksheets/sheet1.xml') {
    const packed = zeros(count).subarray(2, -4), sum = be(4, 0), head = Buffer.concat([le(2, 20), le(2, 0), le(2, 8), le(4, 0), sum, le(4, packed.length),
        le(4, count), le(2, name.length), le(2, 0)]);
    const central = Buffer.concat([bytes('PK\x01\x02'), le(2, 20), head, le(2, 0), le(2, 0), le(2, 0), le(4, 0), le(4, 0), bytes(name)]);
    const local = Buffer.concat([bytes('PK\x03\x04'), head, bytes(name), packed]);
    return Buffer.concat([local, central, bytes('PK\x05\x06'), le(4, 0), le(2, 1), le(2, 1), le(4, central.length), le(4, local.length), le(2, 0)]);
}
