package dev.duckspace.admin.service;

/**
 * What uploads of tables may take.
 *
 * @param bytesMax of one body
 * @param atOnce uploads that are received or made into tables; further ones are refused
 * @param tablesMax tables that a project shows, those of main included in a branch
 */
public record UploadLimits(long bytesMax, int atOnce, int tablesMax) {}
