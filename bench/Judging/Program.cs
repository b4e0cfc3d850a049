using BedrockDefense.Bench;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

// The benchmark runs in this process, so that BenchmarkDotNet generates and builds nothing, and without a log of every iteration.
var config = ManualConfig
    .CreateEmpty()
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddLogger(NullLogger.Instance)
    .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
    .WithArtifactsPath(Path.Combine("artifacts", "bench"));
MarkdownExporter.Console.ExportToLog(BenchmarkRunner.Run<Judging>(config), ConsoleLogger.Default);
