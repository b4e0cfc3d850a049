using BedrockDefense.Cli;

return await CommandLine.RunAsync(args);
