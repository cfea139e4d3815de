import { describe, expect, it } from 'vitest';
import { api } from './testing/fake-engine.ts';

describe('parameters', () => {
  const search = (query: string) => {
    const asked: unknown[] = [];
    const app = api({
      workflows: {
        search: (parameters) => {
          asked.push(parameters);
          return Promise.resolve({ totalHits: 0, results: [] });
        },
      },
    });
    return { asked, response: app.request(`/api/workflow/search${query}`) };
  };

  it('have defaults, and unknown ones are ignored', async () => {
    const { asked, response } = search('?unknown=1&size=');
    expect((await response).status).toBe(200);
    expect(asked).toEqual([{ start: 0, size: 100, sort: undefined, freeText: undefined, query: undefined }]);
  });

  it('classifier and topLevelOnly become clauses of the query', async () => {
    const { asked, response } = search('?query=status%3DRUNNING&classifier=a,b&topLevelOnly=yes');
    await response;
    expect(asked).toMatchObject([
      { query: 'status=RUNNING AND classifier IN (a,b) AND parentWorkflowId=""' },
    ]);
  });

  it('of a wrong type are refused as Conductor refuses them', async () => {
    const response = await search('?size=abc').response;
    expect([response.status, await response.json()]).toEqual([
      500,
      {
        status: 500,
        message:
          "Method parameter 'size': Failed to convert value of type 'java.lang.String' to required type 'int'; For input string: \"abc\"",
        instance: 'here',
        retryable: false,
      },
    ]);
  });

  it('limit the size of a page', async () => {
    const response = await search('?size=5001').response;
    expect([response.status, await response.json()]).toEqual([
      400,
      {
        status: 400,
        message: 'Validation failed, check below errors for detail.',
        retryable: false,
        validationErrors: [
          {
            path: 'searchWorkflows.arg1',
            message: 'Cannot return more than 5000 workflows. Please use pagination.',
            invalidValue: '5001',
          },
        ],
      },
    ]);
  });
});
