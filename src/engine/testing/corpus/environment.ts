/** Environment variables that every server has which scenarios are played to. */
export const environment: Readonly<Record<string, string>> = { CONDUCTOR_ENV_CORPUS: 'from the environment' };
