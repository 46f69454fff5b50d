package org.copydesk.pipeline.config;

/**
 * How backfill gives way to live work.
 *
 * @param maxLiveLag live records that may wait, in one instance's part of a topic, while backfill
 *     flows
 */
public record BackfillConfig(int maxLiveLag) {}
