import { listOf, recordOf, textOf, type JsonRecord } from './json.ts';
import { taskTypeInfo } from './task-types.ts';

const longest = 160;

/** The one thing worth reading about a task besides its reference name. Never empty. */
export function taskDetail(type: string, task: JsonRecord): string {
  const detail = oneLine(detailOf(type, task, recordOf(task['inputParameters'])));
  return detail === '' ? taskTypeInfo(type).label : detail;
}

function detailOf(type: string, task: JsonRecord, input: JsonRecord): string {
  switch (type) {
    case 'HTTP':
      return httpDetail('http_request' in input ? recordOf(input['http_request']) : input);
    case 'SUB_WORKFLOW':
      return versioned(recordOf(task['subWorkflowParam']));
    case 'START_WORKFLOW':
      return versioned(recordOf(input['startWorkflow']));
    case 'SWITCH':
      return prefixed('on', switchSubject(textOf(task['expression']), task, input));
    case 'DECISION': {
      const param = textOf(task['caseValueParam']) || 'case';
      return prefixed('on', textOf(task['caseExpression']) || textOf(input[param]) || param);
    }
    case 'FORK_JOIN':
      return counted(listOf(task['forkTasks']).length, 'branch', 'branches');
    case 'FORK_JOIN_DYNAMIC':
      return prefixed('one branch per', dynamicSource(task, input));
    case 'JOIN':
    case 'EXCLUSIVE_JOIN':
      return joinDetail(type, listOf(task['joinOn']).length);
    case 'DO_WHILE':
      return loopDetail(task, input);
    case 'WAIT':
      return waitDetail(input);
    case 'INLINE':
      return firstLine(textOf(input['expression']));
    case 'LAMBDA':
      return firstLine(textOf(input['scriptExpression']));
    case 'JSON_JQ_TRANSFORM':
      return textOf(input['queryExpression']);
    case 'EVENT':
      return prefixed('to', textOf(task['sink']));
    case 'KAFKA_PUBLISH':
      return prefixed('to', textOf(recordOf(input['kafka_request'])['topic']));
    case 'SET_VARIABLE':
      return Object.keys(input).slice(0, 12).join(', ');
    case 'TERMINATE':
      return prefixed('ends as', textOf(input['terminationStatus']));
    case 'DYNAMIC':
      return textOf(input[textOf(task['dynamicTaskNameParam'])]);
    default:
      return textOf(task['name']) === textOf(task['taskReferenceName']) ? '' : textOf(task['name']);
  }
}

function httpDetail(request: JsonRecord): string {
  const uri = textOf(request['uri']).replace(/^https?:\/\//, '');
  return `${textOf(request['method'])} ${uri}`.trim();
}

function versioned(target: JsonRecord): string {
  const version = textOf(target['version']);
  const name = textOf(target['name']) || textOf(recordOf(target['workflowDefinition'])['name']);
  return version === '' || version === '0' || name === '' ? name : `${name} v${version}`;
}

function switchSubject(expression: string, task: JsonRecord, input: JsonRecord): string {
  return textOf(task['evaluatorType']) === 'value-param'
    ? textOf(input[expression]) || expression
    : firstLine(expression);
}

function dynamicSource(task: JsonRecord, input: JsonRecord): string {
  if ('forkTaskInputs' in input) return textOf(input['forkTaskInputs']) || 'input';
  const param = textOf(task['dynamicForkTasksParam']) || textOf(task['dynamicForkJoinTasksParam']);
  return textOf(input[param]) || param;
}

function joinDetail(type: string, count: number): string {
  if (count === 0) return 'waits for what its fork opens';
  if (type === 'EXCLUSIVE_JOIN') return count === 1 ? 'waits for 1 task' : `first of ${count}`;
  return count === 1 ? 'waits for 1 task' : `all of ${count}`;
}

/** The usual wrapping of a condition, which says nothing of its own. */
const answersTrueIf =
  /^\s*if\s*\((.*)\)\s*\{\s*(?:return\s+)?true;?\s*\}\s*else\s*\{\s*(?:return\s+)?false;?\s*\}[\s;]*$/s;

function loopDetail(task: JsonRecord, input: JsonRecord): string {
  const items = textOf(task['items']) || textOf(input['_items']);
  const script = textOf(task['loopCondition']).slice(0, 4000);
  const condition = firstLine(answersTrueIf.exec(script)?.[1] ?? script);
  return items === '' ? prefixed('while', condition) : `for each of ${items}`;
}

function waitDetail(input: JsonRecord): string {
  const duration = textOf(input['duration']);
  const until = textOf(input['until']);
  if (duration !== '') return `for ${duration}`;
  return until === '' ? 'for a signal' : `until ${until}`;
}

function counted(count: number, one: string, many: string): string {
  return count === 1 ? `1 ${one}` : `${count} ${many}`;
}

function prefixed(word: string, text: string): string {
  return text === '' ? '' : `${word} ${text}`;
}

/** The first line of a script that says something. */
function firstLine(script: string): string {
  const lines = script.slice(0, 4000).split('\n', 40);
  return lines.find((line) => !/^\s*(\/\/.*|\/\*.*|\*.*|)$/.test(line)) ?? '';
}

function oneLine(text: string): string {
  return text.slice(0, longest).replaceAll(/\s+/g, ' ').trim();
}
