using BedrockDefense.Live.Clients;

namespace BedrockDefense.Live.Tests.Clients;

/// <summary>What answers leave behind is collected by how much came, whatever the pace.</summary>
public sealed class AnswerUpkeepTests
{
    [Fact]
    public void It_collects_once_in_so_many_bytes_of_answers()
    {
        var collections = 0;
        var upkeep = new AnswerUpkeep(() => collections++);

        for (var answer = 0; answer < 1_000; answer++)
        {
            upkeep.Note(AnswerUpkeep.BytesPerCollection / 100);
        }

        Assert.Equal(9, collections);
    }

    [Fact]
    public void An_answer_larger_than_that_is_one_reason_only()
    {
        var collections = 0;
        var upkeep = new AnswerUpkeep(() => collections++);

        upkeep.Note(10 * AnswerUpkeep.BytesPerCollection);
        upkeep.Note(1);

        Assert.Equal(1, collections);
    }
}
