/** The page over /api-docs, in three files so that it runs under a strict content security policy. */

export const docsHtml = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Conductor API</title>
<link rel="stylesheet" href="docs.css">
<script src="docs.js" defer></script>
</head>
<body>
<header>
<h1>Conductor API <small id="version"></small></h1>
<p>The REST API of this server. Open an operation to see its parameters and try it.
The same description as <a href="../api-docs">OpenAPI JSON</a>.</p>
<label class="filter">Filter <input id="filter" type="search" placeholder="Path or summary" autocomplete="off"></label>
</header>
<main id="operations" aria-live="polite"><p>Loading…</p></main>
<noscript><p>This page needs JavaScript. The description itself is at <a href="../api-docs">/api-docs</a>.</p></noscript>
</body>
</html>
`;

export const docsCss = `:root {
  color-scheme: light dark;
  --bg: light-dark(#fbfbfa, #141413);
  --surface: light-dark(#ffffff, #1b1b19);
  --sunken: light-dark(#f4f4f2, #111110);
  --line: light-dark(#e6e5e1, #2b2b28);
  --text: light-dark(#1d1c1a, #ecebe7);
  --muted: light-dark(#63605a, #a19e96);
  --accent: light-dark(#3a56d4, #8ea2ff);
  --on-accent: light-dark(#ffffff, #10132a);
  --get: light-dark(#2166d1, #7fb0ff);
  --post: light-dark(#18774a, #5cc990);
  --put: light-dark(#8c5a09, #e6b252);
  --delete: light-dark(#c22e27, #ff8279);
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 960px; padding: 32px 24px 96px; background: var(--bg); color: var(--text); font: 14px/1.5 Inter, system-ui, sans-serif; }
h1 { margin: 0; font-size: 22px; letter-spacing: -0.01em; }
h1 small { color: var(--muted); font-weight: 400; font-size: 14px; }
h2 { margin: 32px 0 8px; font-size: 15px; }
h3 { margin: 16px 0 6px; font-size: 12px; color: var(--muted); font-weight: 600; }
p { color: var(--muted); margin: 4px 0 16px; }
a { color: var(--accent); }
code, pre, textarea, .path { font-family: 'JetBrains Mono', ui-monospace, monospace; font-size: 13px; }
details { background: var(--surface); border: 1px solid var(--line); border-radius: 8px; margin-bottom: 6px; }
summary { display: flex; align-items: baseline; gap: 12px; padding: 8px 12px; cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary:hover { background: var(--sunken); border-radius: 8px; }
summary .what { color: var(--muted); margin-left: auto; text-align: right; }
.method { flex: none; width: 58px; font-weight: 650; font-size: 12px; }
.GET { color: var(--get); } .POST { color: var(--post); } .PUT { color: var(--put); } .DELETE { color: var(--delete); }
.inside { border-top: 1px solid var(--line); padding: 4px 16px 16px; }
.field { display: grid; grid-template-columns: 200px 1fr; gap: 4px 16px; align-items: center; margin-bottom: 6px; }
.field .kind { color: var(--muted); }
input, textarea { width: 100%; color: inherit; background: var(--bg); border: 1px solid var(--line); border-radius: 6px; padding: 6px 8px; font-size: 13px; }
textarea { min-height: 120px; resize: vertical; }
.filter { display: block; max-width: 360px; color: var(--muted); }
button { background: var(--accent); color: var(--on-accent); border: 0; border-radius: 6px; padding: 7px 16px; font: inherit; font-weight: 600; cursor: pointer; margin-top: 12px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
pre { background: var(--sunken); border: 1px solid var(--line); border-radius: 6px; padding: 10px 12px; margin: 8px 0 0; max-height: 420px; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
@media (max-width: 640px) { summary { flex-wrap: wrap; } summary .what { margin-left: 0; text-align: left; width: 100%; } .field { grid-template-columns: 1fr; } }
`;

export const docsJs = `'use strict';

function element(tag, properties, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

function typeName(schema) {
  if (schema.$ref) return schema.$ref.split('/').pop();
  if (schema.type === 'array') return typeName(schema.items) + '[]';
  return schema.type || 'any';
}

function field(parameter) {
  const hint = typeName(parameter.schema) + (parameter.required ? ', required' : '');
  const input = element('input', { name: parameter.name, placeholder: String(parameter.schema.default ?? '') });
  input.setAttribute('aria-label', parameter.name + ', ' + hint);
  const name = element('span', {}, element('code', {}, parameter.name), ' ', element('span', { className: 'kind' }, hint));
  return { parameter, input, node: element('div', { className: 'field' }, name, input) };
}

function url(path, fields) {
  const query = new URLSearchParams();
  for (const { parameter, input } of fields) {
    if (input.value === '') continue;
    if (parameter.in === 'path') path = path.replace('{' + parameter.name + '}', encodeURIComponent(input.value));
    else if (parameter.schema.type === 'array') input.value.split(',').forEach((value) => query.append(parameter.name, value.trim()));
    else query.append(parameter.name, input.value);
  }
  return path + (query.size > 0 ? '?' + query : '');
}

function pretty(text) {
  try { return JSON.stringify(JSON.parse(text), null, 2); } catch { return text; }
}

async function send(method, address, contentType, body, output) {
  output.hidden = false;
  output.textContent = 'Sending…';
  const started = performance.now();
  try {
    const headers = body === undefined ? {} : { 'Content-Type': contentType };
    const response = await fetch(address, { method, headers, body });
    const text = await response.text();
    const took = Math.round(performance.now() - started);
    output.textContent = response.status + ' ' + response.statusText + ' in ' + took + ' ms\\n' + method + ' ' + address + '\\n\\n' + pretty(text);
  } catch (error) {
    output.textContent = 'No answer: ' + error.message;
  }
}

function schemaView(title, schema, schemas) {
  const name = typeName(schema).replace('[]', '');
  const parts = [element('h3', {}, title + ': ' + typeName(schema))];
  if (schemas[name]) {
    const details = element('details', {}, element('summary', {}, 'Schema of ' + name));
    details.addEventListener('toggle', () => {
      if (details.childElementCount === 1) details.append(element('pre', {}, JSON.stringify(schemas[name], null, 2)));
    });
    parts.push(details);
  }
  return parts;
}

function inside(path, method, operation, schemas) {
  const fields = operation.parameters.map(field);
  const content = Object.entries(operation.requestBody?.content ?? {})[0];
  const body = content && element('textarea', { spellcheck: false, value: content[0] === 'text/plain' ? '' : typeName(content[1].schema).endsWith(']') ? '[]' : '{}' });
  if (body) body.setAttribute('aria-label', 'Request body');
  const output = element('pre', { hidden: true });
  output.setAttribute('role', 'status');
  const button = element('button', { type: 'button' }, 'Send');
  button.addEventListener('click', () => send(method, url(path, fields), content?.[0], body?.value, output));
  const answers = Object.entries(operation.responses).flatMap(([status, response]) => {
    const schema = Object.values(response.content ?? {})[0]?.schema;
    const title = status === 'default' ? 'Error' : status + ' ' + response.description;
    return schema ? schemaView(title, schema, schemas) : [element('h3', {}, title)];
  });
  return element('div', { className: 'inside' },
    ...(fields.length > 0 ? [element('h3', {}, 'Parameters'), ...fields.map(({ node }) => node)] : []),
    ...(body ? [...schemaView('Body', content[1].schema, schemas), body] : []),
    button, output, ...answers);
}

function view(path, method, operation, schemas) {
  const verb = method.toUpperCase();
  const details = element('details', {}, element('summary', {},
    element('span', { className: 'method ' + verb }, verb),
    element('span', { className: 'path' }, path),
    element('span', { className: 'what' }, operation.summary)));
  details.dataset.words = (verb + ' ' + path + ' ' + operation.summary).toLowerCase();
  details.addEventListener('toggle', () => {
    if (details.childElementCount === 1) details.append(inside(path, verb, operation, schemas));
  });
  return details;
}

function show(description) {
  document.getElementById('version').textContent = description.info.version;
  const sections = description.tags.map(({ name }) => {
    const section = element('section', {}, element('h2', {}, name));
    for (const [path, operations] of Object.entries(description.paths)) {
      for (const [method, operation] of Object.entries(operations)) {
        if (operation.tags.includes(name)) section.append(view(path, method, operation, description.components.schemas));
      }
    }
    return section;
  });
  document.getElementById('operations').replaceChildren(...sections);
}

document.getElementById('filter').addEventListener('input', (event) => {
  const wanted = event.target.value.toLowerCase();
  for (const section of document.querySelectorAll('main section')) {
    const all = [...section.querySelectorAll('details[data-words]')];
    for (const details of all) details.hidden = !details.dataset.words.includes(wanted);
    section.hidden = all.every((details) => details.hidden);
  }
});

fetch('../api-docs').then((response) => response.json()).then(show, (error) => {
  document.getElementById('operations').replaceChildren(element('p', {}, 'The description could not be loaded: ' + error.message));
});
`;
