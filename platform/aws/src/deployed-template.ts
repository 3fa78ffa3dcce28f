import { ask } from './ask.ts';
import type { Clients } from './clients.ts';

/** The template that a stack was deployed with, as it was given; undefined when there is no such stack. Throws `driver_unavailable`. */
export async function deployedTemplate(clients: Clients, StackName: string): Promise<string | undefined> {
  const { GetTemplateCommand } = await import('@aws-sdk/client-cloudformation');
  const stacks = await clients.stacks();
  const question = new GetTemplateCommand({ StackName, TemplateStage: 'Original' });
  const answer = await ask(`give the template of ${StackName}`, async () => {
    try {
      return await stacks.send(question);
    } catch (error) {
      // CloudFormation has no other name for a stack that is not there.
      const isMissing = error instanceof Error && error.name === 'ValidationError';
      if (isMissing) return undefined;
      throw error;
    }
  });
  return answer?.TemplateBody;
}
