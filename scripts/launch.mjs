// The way in: `npm start`, `npm test` and `npm run dev` come here. Needs no packages and runs on Node 20: it installs
// what the lock file asks for, then goes on under the Node that came with it.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const inRoot = (...parts) => path.join(root, ...parts);
const neededMajor = 24;

const [command, ...args] = process.argv.slice(2);
switch (command) {
  case 'start':
    await install();
    if (!args.includes('--help') && !args.includes('--version')) await buildPage();
    await become(['src/server/main.ts', ...args]);
    break;
  case 'test':
    await install();
    await become(['scripts/test.ts', ...args]);
    break;
  case 'dev':
    await install();
    await develop();
    break;
  default:
    fail(`Usage: node scripts/launch.mjs start|test|dev`, 2);
}

function fail(message, code = 1) {
  console.error(message);
  process.exit(code);
}

/** Runs `npm ci` unless everything the lock file names is there in its version. */
async function install() {
  if (isInstalled()) return;
  console.error('Installing packages…');
  const npm = process.env.npm_execpath;
  const ci = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const code = npm?.endsWith('.js')
    ? await run(process.execPath, [npm, ...ci], { cwd: root })
    : await run('npm', ci, { cwd: root, shell: process.platform === 'win32' });
  if (code !== 0) fail('The packages could not be installed: see above.');
}

function isInstalled() {
  const wanted = readPackages('package-lock.json');
  const present = readPackages('node_modules/.package-lock.json');
  if (present === undefined) return false;
  return Object.entries(wanted ?? {}).every(
    ([name, { version, optional }]) =>
      name === '' || present[name]?.version === version || (optional && present[name] === undefined),
  );
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(inRoot(file), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** The Node that is installed with the packages, or this one if it is new enough. */
function pinnedNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const pinned = inRoot('node_modules', `node-${platform}-${process.arch}`, 'bin', file);
  if (existsSync(pinned)) return pinned;
  if (Number(process.versions.node.split('.', 1)[0]) >= neededMajor) return process.execPath;
  return fail(
    `Node ${neededMajor} or newer is needed, this is ${process.version}, and none comes with the packages for ${platform}-${process.arch}. Install it from https://nodejs.org, then try again.`,
  );
}

/** Builds the page unless the last build was made of the very same files. */
async function buildPage() {
  const stamp = inRoot('dist', 'page.sha256');
  const wanted = hashOfSources();
  if (existsSync(inRoot('dist', 'page', 'index.html')) && readText(stamp) === wanted) return;
  console.error('Building the page…');
  const vite = inRoot('node_modules', 'vite', 'bin', 'vite.js');
  const code = await run(pinnedNode(), [vite, 'build', '--logLevel', 'warn'], { cwd: root });
  if (code !== 0) fail('The page could not be built: see above.');
  writeFileSync(stamp, wanted);
}

function hashOfSources() {
  const hash = createHash('sha256');
  const files = ['index.html', 'package-lock.json', 'package.json', 'scripts/preloads.ts', 'vite.config.ts']
    .concat(['src', 'mocks', 'public', 'examples'].flatMap(filesIn))
    .filter((file) => !/\.test\.tsx?$/.test(file) && !file.startsWith(path.join('src', 'server')));
  for (const file of files.sort()) hash.update(`${file}\0`).update(readText(inRoot(file)) ?? '');
  return hash.digest('hex');
}

function filesIn(folder) {
  if (!existsSync(inRoot(folder))) return [];
  return readdirSync(inRoot(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)));
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** The API on its port and the page from Vite, which reloads what changes. */
async function develop() {
  const vite = start(pinnedNode(), [inRoot('node_modules', 'vite', 'bin', 'vite.js'), ...args], {
    cwd: root,
  });
  const children = [vite];
  if (!process.env.WF_SERVER) {
    const api = [inRoot('src/server/main.ts'), '--port', '0'];
    children.push(start(pinnedNode(), api, { stdio: ['inherit', 'ignore', 'inherit'] }));
  }
  const stopAll = (signal) => children.forEach((child) => child.kill(signal));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stopAll(signal));
  stopWithNpm(() => stopAll('SIGTERM'));
  const code = await Promise.race(children.map(ended));
  stopAll('SIGTERM');
  process.exit(code);
}

/** Hands over to a script under the pinned Node: its output, its signals, its exit code. */
async function become([script, ...rest]) {
  // Compiled code is kept between starts, which halves the time of the next one.
  const env = { NODE_COMPILE_CACHE: inRoot('node_modules', '.cache', 'node'), ...process.env };
  const child = start(pinnedNode(), [inRoot(script), ...rest], { env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  stopWithNpm(() => child.kill('SIGTERM'));
  process.exit(await ended(child));
}

/** npm puts a shell in between, which dies of a signal without passing it on: losing that parent is the signal. */
function stopWithNpm(stop) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, 500);
}

function run(program, parameters, options) {
  // What it says is about the preparation, not the program's own output.
  return ended(start(program, parameters, { ...options, stdio: ['ignore', 2, 2] }));
}

function start(program, parameters, options = {}) {
  return spawn(program, parameters, { stdio: 'inherit', ...options });
}

/** 128 and the signal's number for a child that a signal ended, as shells have it. */
function ended(child) {
  const numbers = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`${child.spawnfile}: ${error.message}`);
      resolve(1);
    });
    child.on('exit', (code, signal) => resolve(code ?? 128 + (numbers[signal] ?? 0)));
  });
}
