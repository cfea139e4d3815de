// Checks the arrows between folders, and that the check itself bites: a cruiser that sees no modules passes silently.
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';
import { extensions, forbidden, options } from './boundary-rules.ts';

const leastModules = 100;

async function violations(roots: string[], baseDir: string): Promise<ICruiseResult> {
  const cruiseOptions: ICruiseOptions = { ...options, baseDir, validate: true, ruleSet: { forbidden } };
  const { output } = await cruise(roots, cruiseOptions, { extensions });
  if (typeof output === 'string')
    throw new Error('dependency-cruiser answered with text instead of a result');
  return output;
}

const project = await violations(['src', 'mocks', 'bench'], process.cwd());
const fixture = await violations(['src'], new URL('fixtures/boundaries', import.meta.url).pathname);

const complaints: string[] = [];
if (project.summary.totalCruised < leastModules)
  complaints.push(
    `only ${project.summary.totalCruised} modules were seen, at least ${leastModules} are expected`,
  );
for (const { rule, from, to } of project.summary.violations) complaints.push(`${rule.name}: ${from} → ${to}`);
if (!fixture.summary.violations.some(({ rule }) => rule.name === 'graph-is-pure'))
  complaints.push('the deliberate violation in scripts/fixtures/boundaries was not found');

for (const complaint of complaints) console.error(complaint);
console.log(`boundaries: ${project.summary.totalCruised} modules, ${complaints.length} violations`);
process.exitCode = complaints.length === 0 ? 0 : 1;
