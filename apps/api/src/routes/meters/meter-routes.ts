import { addReadingRoute } from './add-reading.ts';
import { chargeMetersRoute } from './charge-meters.ts';
import { correctChargesRoute } from './correct-charges.ts';
import { correctReadingRoute } from './correct-reading.ts';
import { createMeterRoute } from './create-meter.ts';
import { getConsumptionRoute } from './get-consumption.ts';
import { listMetersRoute } from './list-meters.ts';
import { listReadingsRoute } from './list-readings.ts';
import { removeReadingRoute } from './remove-reading.ts';
import { replaceMeterRoute } from './replace-meter.ts';
import { retireMeterRoute } from './retire-meter.ts';
import { reviewReadingRoute } from './review-reading.ts';
import { setTariffRoute } from './set-tariff.ts';
import { updateMeterRoute } from './update-meter.ts';

export const meterRoutes = [
  createMeterRoute,
  listMetersRoute,
  updateMeterRoute,
  replaceMeterRoute,
  retireMeterRoute,
  setTariffRoute,
  addReadingRoute,
  listReadingsRoute,
  correctReadingRoute,
  reviewReadingRoute,
  removeReadingRoute,
  getConsumptionRoute,
  chargeMetersRoute,
  correctChargesRoute,
];
