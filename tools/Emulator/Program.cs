return await BedrockDefense.Emulator.EmulateProgram.RunAsync(args);
