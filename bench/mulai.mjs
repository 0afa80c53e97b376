// mulai.mjs BUILD: from starting the program on an existing database to its first answer; median of nine.
import { folder, median, serve, stop, verdict } from './alat.mjs';

const data = folder();
await stop(await serve(data));          // the city is made once
const took = [];
for (let round = 0; round < 9; round++) {
    const began = performance.now();
    const server = await serve(data);
    const answer = await fetch(`${server.url}/`);
    await answer.text();
    took.push(performance.now() - began);
    if (answer.status !== 200)
        throw new Error(`status ${answer.status}`);
    await stop(server);
}
verdict('start to first answer', median(took), 300, 'ms');
