from labclients import Study


def main(folder):
    table = Study(folder).timeseries("gaze_data").to_arrow()
    return [table.num_rows, sum(table["value_1"].to_pylist()[:1000]), table.schema.field("timestamp").type.bit_width]
