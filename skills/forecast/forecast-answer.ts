import { z } from "zod";
import { skillAnswerSchema } from "#src/answer";
import { periodSchema } from "#src/cost-question";

/** A point of the course behind a forecast: what came, or what is expected with its 80% interval. */
const pointSchema = z.object({
  bucket: z.string(),
  actual: z.number().nullable(),
  mean: z.number().nullable(),
  lo80: z.number().nullable(),
  hi80: z.number().nullable(),
});

/** What a period will cost in one currency. */
const currencyForecastSchema = z.object({
  currency: z.string(),
  period: periodSchema,
  /** What is charged already, days to come included. */
  booked: z.number(),
  mean: z.number(),
  lo80: z.number(),
  hi80: z.number(),
  lo95: z.number(),
  hi95: z.number(),
  /** The models with their weights; `actual` where nothing is left to forecast. */
  model: z.string(),
  /** How far off the last forecasts of the kind were, made as early. */
  accuracy: z.object({ months: z.number(), medianPercent: z.number() }).nullable(),
  course: z.object({ step: z.enum(["day", "month"]), points: z.array(pointSchema) }),
});

/** An answer with a forecast, an entry a currency. */
export const forecastAnswerSchema = skillAnswerSchema.extend({
  forecast: z.array(currencyForecastSchema),
});

export type ForecastAnswer = z.infer<typeof forecastAnswerSchema>;
export type CurrencyForecast = z.infer<typeof currencyForecastSchema>;
export type CoursePoint = z.infer<typeof pointSchema>;
