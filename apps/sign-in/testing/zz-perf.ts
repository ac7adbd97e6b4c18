import { createPerson, startTestService, walk } from '@halfminute/sign-in/testing';
import { readFileSync } from 'node:fs';
const service = await startTestService({ nodeArguments: ['--cpu-prof', '--cpu-prof-dir=/tmp/prof'] });
const people = [];
for (let i = 0; i < 1500; i++) people.push(await createPerson(service.services, { enrolled: true }));
for (const p of people.slice(0, 1000)) await walk(service, p);
const cpu = () => {
  const f = readFileSync(`/proc/${service.pids[0]}/stat`, 'utf8').split(' ');
  return (Number(f[13]) + Number(f[14])) * 10;
};
const c0 = cpu();
const t0 = performance.now();
for (const p of people.slice(1000)) await walk(service, p);
console.log('ms per sign-in (serial)', (performance.now() - t0) / 500, 'server cpu ms', (cpu() - c0) / 500);
await service.stop();
