import { RemovalPolicy } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import { EstateStack } from '../estate-stack.ts';
import { nameOf, parameterName } from '../names.ts';

const SIGNING_SECRET_LENGTH = 64;

/** What the product is told: parameters that anybody may read, secrets that only their readers may. */
export class SettingsStack extends EstateStack {
  /** By the name the setting has in the environment of the process. */
  readonly parameters: Readonly<Record<string, ssm.StringParameter>>;
  /** `{ current, previous }`: a rotation must not sign everybody out at once. */
  readonly signing: secretsmanager.Secret;
  /** `{ url }` of the mail server. */
  readonly mail: secretsmanager.Secret;

  constructor(scope: Construct, id: string, settings: Environment, needs: { readonly key: kms.IKey }) {
    super(scope, id, settings, { description: 'Parameters, secrets and feature flags' });
    const key = kms.Key.fromKeyArn(this, 'Key', needs.key.keyArn);
    this.parameters = this.parametersFor({
      PUBLIC_URL: `https://${settings.domain}`,
      MAIL_FROM: `Shared Payments <no-reply@${settings.domain}>`,
      LOG_LEVEL: settings.features === 'all' ? 'debug' : 'info',
      RATE_LIMIT_SCALE: '1',
    });
    this.signing = this.secret('Signing', key, { previous: '' }, 'current');
    this.mail = this.secret('Mail', key, { url: `smtps://email-smtp.${this.region}.amazonaws.com:465` }, 'unused');
  }

  private parametersFor(values: Readonly<Record<string, string>>): Readonly<Record<string, ssm.StringParameter>> {
    const made = Object.entries(values).map(([name, stringValue]) => [
      name,
      new ssm.StringParameter(this, name, {
        parameterName: parameterName(this.settings, name),
        stringValue,
        description: `${name} of the API and the jobs`,
      }),
    ]);
    return Object.fromEntries(made);
  }

  private secret(id: string, key: kms.IKey, template: object, generated: string): secretsmanager.Secret {
    return new secretsmanager.Secret(this, id, {
      secretName: nameOf(this.settings, id.toLowerCase()),
      encryptionKey: key,
      generateSecretString: {
        secretStringTemplate: JSON.stringify(template),
        generateStringKey: generated,
        passwordLength: SIGNING_SECRET_LENGTH,
        excludePunctuation: true,
      },
      removalPolicy: this.settings.isProtected ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }
}
