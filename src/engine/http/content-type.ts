import { malformed, RequestError } from './errors.ts';

/** A request's content type, read as Conductor's server does. */
export interface ContentType {
  /** Type and subtype, in lower case: `application/json`. */
  readonly essence: string;
  /** In lower case; undefined when the header names none. */
  readonly charset: string | undefined;
  /** As Conductor writes it in its messages. */
  readonly text: string;
}

/** Undefined when there is no such header. Throws for what is no content type, or one of an unknown charset. */
export function readContentType(header: string | null): ContentType | undefined {
  if (header === null || header.trim() === '') return undefined;
  const [whole = '', ...rest] = header.trim().split(';');
  const essence = whole.trim().toLowerCase();
  requireType(essence, header);
  const parameters = rest.map((part) => part.trim()).filter((part) => part !== '');
  const charset = charsetOf(parameters);
  if (charset !== undefined && !isKnown(charset)) {
    throw malformed(`Invalid mime type "${header}": unsupported charset '${charset}'`);
  }
  const completed = charset === undefined ? [...parameters, 'charset=UTF-8'] : parameters;
  return { essence, charset: charset?.toLowerCase(), text: [essence, ...completed].join(';') };
}

function requireType(essence: string, header: string): void {
  const slash = essence.indexOf('/');
  if (slash < 0) throw malformed(`Invalid mime type "${header}": does not contain '/'`);
  const parts = [essence.slice(0, slash), essence.slice(slash + 1)];
  for (const token of parts) {
    const [odd] = /[^\w!#$%&'*+.^`|~-]/.exec(token) ?? [];
    if (odd === undefined) continue;
    throw malformed(`Invalid mime type "${header}": Invalid token character '${odd}' in token "${token}"`);
  }
  const [type = '', subtype = ''] = parts;
  const wild = type === '*' ? 'type' : subtype === '*' || subtype.startsWith('*+') ? 'subtype' : undefined;
  if (wild !== undefined) throw new RequestError(400, `Content-Type cannot contain wildcard ${wild} '*'`);
}

function charsetOf(parameters: readonly string[]): string | undefined {
  const named = parameters.find((parameter) => /^charset\s*=/i.test(parameter));
  return named?.replace(/^charset\s*=\s*/i, '').replace(/^"(.*)"$/, '$1');
}

function isKnown(charset: string): boolean {
  try {
    return new TextDecoder(charset).encoding !== '';
  } catch {
    return false;
  }
}

export function isJson({ essence }: ContentType): boolean {
  return /^application\/([\w.+-]+\+)?json$/.test(essence);
}
