import * as budgets from 'aws-cdk-lib/aws-budgets';
import * as ce from 'aws-cdk-lib/aws-ce';
import type { Construct } from 'constructs';
import { DOOR_REGION } from '../edge/door-rules.stack.ts';
import type { Environment } from '../environments.ts';
import { EstateStack } from '../estate-stack.ts';
import { nameOf } from '../names.ts';
import { usageReport } from './usage-report.ts';

const ALERTS = [
  ['FORECASTED', 100],
  ['ACTUAL', 80],
  ['ACTUAL', 100],
] as const;
const COVERAGE_MIN_PERCENT = 60;

/** What the environment may cost, who hears of it, and where every hour of it can be read. */
export class CostStack extends EstateStack {
  constructor(scope: Construct, id: string, settings: Environment) {
    super(scope, id, settings, { description: 'Budgets, cost anomalies, usage report', region: DOOR_REGION });
    this.budget();
    // Nothing runs long enough to reserve where everything sleeps at night.
    if (!settings.cost.sleepsAtNight) for (const service of RESERVABLE) this.coverage(...service);
    this.anomalies();
    usageReport(this);
  }

  private budget(): void {
    const { monthlyBudgetUsd } = this.settings.cost;
    new budgets.CfnBudget(this, 'Month', {
      budget: {
        budgetName: nameOf(this.settings, 'month'),
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: monthlyBudgetUsd, unit: 'USD' },
        costFilters: { TagKeyValue: [`user:environment$${this.settings.name}`] },
      },
      notificationsWithSubscribers: ALERTS.map(([notificationType, threshold]) =>
        this.notify(notificationType, 'GREATER_THAN', threshold),
      ),
    });
  }

  /** What always runs is bought ahead (row I1); CloudFormation can't buy, but it can say when too little was bought. */
  private coverage(id: string, budgetType: string, service: string): void {
    new budgets.CfnBudget(this, id, {
      budget: {
        budgetName: nameOf(this.settings, id.toLowerCase()),
        budgetType,
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: 100, unit: 'PERCENTAGE' },
        costFilters: { Service: [service] },
      },
      notificationsWithSubscribers: [this.notify('ACTUAL', 'LESS_THAN', COVERAGE_MIN_PERCENT)],
    });
  }

  private notify(notificationType: string, comparisonOperator: string, threshold: number) {
    return {
      notification: { notificationType, comparisonOperator, threshold, thresholdType: 'PERCENTAGE' },
      subscribers: [{ subscriptionType: 'EMAIL', address: this.settings.operators.mail }],
    };
  }

  private anomalies(): void {
    const { cost, operators } = this.settings;
    const monitor = new ce.CfnAnomalyMonitor(this, 'Anomalies', {
      monitorName: nameOf(this.settings, 'services'),
      monitorType: 'DIMENSIONAL',
      monitorDimension: 'SERVICE',
    });
    new ce.CfnAnomalySubscription(this, 'AnomalyMail', {
      subscriptionName: nameOf(this.settings, 'anomalies'),
      frequency: 'DAILY',
      monitorArnList: [monitor.ref],
      subscribers: [{ type: 'EMAIL', address: operators.mail }],
      thresholdExpression: JSON.stringify({
        Dimensions: {
          Key: 'ANOMALY_TOTAL_IMPACT_ABSOLUTE',
          MatchOptions: ['GREATER_THAN_OR_EQUAL'],
          Values: [String(cost.anomalyUsd)],
        },
      }),
    });
  }
}

const RESERVABLE = [['ReservedCache', 'RI_COVERAGE', 'Amazon ElastiCache']] as const;
