// run.mjs BUILD [NAME...]: what the program does with bad, slow and many peers, over real sockets; both engines.
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve, stop } from './alat.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const [build, ...names] = process.argv.slice(2);
const STORY_MS = 180000;
let passed = 0, failed = 0;

async function tell(story, server, engine) {
    const began = Date.now();
    const holds = (so, sentence) => { if (!so) throw new Error(sentence); };
    let timer;
    const late = new Promise((_, no) => { timer = setTimeout(() => no(new Error(`over ${STORY_MS} ms`)), STORY_MS); });
    let how = 'ok    ', note = '';
    try {
        note = await Promise.race([late, story.jalan({ server, build, engine, holds })]) ?? '';
        passed++;
    } catch (error) {
        how = 'FAILED';
        note = error.stack.split('\n').slice(0, 3).join('\n       ');
        failed++;
    }
    clearTimeout(timer);
    console.log(`${how} ${engine}: ${story.nama} (${((Date.now() - began) / 1000).toFixed(1)} s)${note && `\n       ${note}`}`);
}

const files = readdirSync(here).filter(f => f.endsWith('.soket.mjs') && (!names.length || names.some(n => f.startsWith(n)))).sort();
const stories = (await Promise.all(files.map(f => import(join(here, f))))).flatMap(m => m.default);
for (const engine of process.env.PAMONG_TEST_PG ? ['sqlite', 'postgres'] : ['sqlite']) {
    const here = stories.filter(s => !s.mesin || s.mesin.includes(engine));
    const server = await serve(build, { engine });
    // those that only wait go on beside the others
    const waiting = here.filter(s => s.menunggu).map(s => tell(s, server, engine));
    for (const story of here.filter(s => !s.menunggu))
        await tell(story, server, engine);
    await Promise.all(waiting);
    const code = await stop(server);
    await tell({ nama: 'the program was there to the end, and ends well', jalan: ({ holds }) => holds(code === 0, `${code}`) }, server, engine);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed || !passed ? 1 : 0;
