using BedrockDefense.Cli;
using BedrockDefense.Hunting;

// A hunt is measured against the time of reading the files, so the catalog is read while its options and configuration are.
if (args is ["hunt", ..])
{
    _ = Task.Run(Hunter.Prepare);
}

return await CommandLine.RunAsync(args);
