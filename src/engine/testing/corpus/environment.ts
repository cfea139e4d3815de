/** Environment variables that every server has which scenarios are played to. */
export const environment: Readonly<Record<string, string>> = {
  CONDUCTOR_ENV_CORPUS: 'from the environment',
  CONDUCTOR_ENV_CORPUS_JSON: '{"a":{"b":[1,2]}}',
  CONDUCTOR_SECRET_CORPUS: 's3cr3t',
  CONDUCTOR_SECRET_CORPUS_JSON: '{"user":"u","password":"p4ss"}',
};
