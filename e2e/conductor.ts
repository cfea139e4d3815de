// `npm run e2e:conductor`: the page in front of a real Conductor server. It uses the one of CONDUCTOR_URL
// (http://host:8080/api), else starts one of its own; where Java or Conductor is missing it says so and succeeds.
import { bin, runNode } from '../scripts/run.ts';
import { findInstallation, startConductor } from './real-conductor.ts';

async function specs(conductor: string): Promise<number> {
  const { code } = await runNode([bin('playwright'), 'test', '--project=conductor'], {
    CONDUCTOR_URL: conductor,
  });
  return code;
}

const given = process.env['CONDUCTOR_URL'];
const installation = given === undefined ? findInstallation() : undefined;
if (given !== undefined) {
  process.exitCode = await specs(given);
} else if (typeof installation === 'object') {
  console.log(`Starting Conductor: ${installation.jar}`);
  const conductor = await startConductor(installation);
  try {
    process.exitCode = await specs(conductor.url);
  } finally {
    await conductor.stop();
  }
} else {
  console.log(`Nothing was tried against a real Conductor: ${installation ?? ''}`);
}
