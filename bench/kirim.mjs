// kirim.mjs BUILD: durable writes of 64 clients, one COMMIT for all that wait against one each; five alternating rounds.
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { build, folder, median, verdict } from './alat.mjs';

const rate = batch => +execFileSync(resolve(build, 'bench/kirim-bench'), [folder(), String(batch)],
    { stdio: ['ignore', 'pipe', 'ignore'] }).toString();
const ratios = [];
for (let round = 0; round < 5; round++) {
    const alone = rate(1), together = rate(512);
    console.log(`round ${round + 1}: ${alone} a second alone, ${together} together`);
    ratios.push(together / alone);
}
verdict('group commit', median(ratios), 2.5, 'x', true);
